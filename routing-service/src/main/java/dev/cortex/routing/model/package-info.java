/** Who should do a task, how sure that is, and how outcomes change it: pure, deterministic, no clock and no chance. */
@NullMarked
package dev.cortex.routing.model;

import org.jspecify.annotations.NullMarked;
