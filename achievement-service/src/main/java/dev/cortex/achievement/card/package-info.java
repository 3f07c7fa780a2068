/** A picture of how far a user is, for a README or a wall. Pure: the same data make the same bytes. */
@NullMarked
package dev.cortex.achievement.card;

import org.jspecify.annotations.NullMarked;
