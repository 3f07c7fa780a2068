/** A candidate beside what decides now: who gets which arm, what became of it, and whether that settles the matter. */
@NullMarked
package dev.cortex.routing.experiment;

import org.jspecify.annotations.NullMarked;
