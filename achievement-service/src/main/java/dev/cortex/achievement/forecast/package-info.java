/** When the next tier will be reached, as a distribution. Pure: no clock, no chance, no I/O. */
@NullMarked
package dev.cortex.achievement.forecast;

import org.jspecify.annotations.NullMarked;
