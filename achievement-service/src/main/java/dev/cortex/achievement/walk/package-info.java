/** How a walk through all that GitHub lists of a user goes on: what to read next, what was counted, when it is over. Pure. */
@NullMarked
package dev.cortex.achievement.walk;

import org.jspecify.annotations.NullMarked;
