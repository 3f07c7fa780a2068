/** Users side by side: who is how far, and in which order. Pure: no clock, no chance, no I/O. */
@NullMarked
package dev.cortex.achievement.team;

import org.jspecify.annotations.NullMarked;
