/** Which class a text belongs to, learned from examples one at a time: pure, deterministic, no clock and no chance. */
@NullMarked
package dev.cortex.routing.learner;

import org.jspecify.annotations.NullMarked;
