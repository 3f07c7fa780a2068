/** Tiers that users reached: told once, in one order, to streams, to listeners and to those who subscribed. */
@NullMarked
package dev.cortex.achievement.unlock;

import org.jspecify.annotations.NullMarked;
