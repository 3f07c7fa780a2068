/** Pure: which components a mesh on one machine has, on which ports, with which settings and in which order they start and stop. */
@NullMarked
package dev.cortex.local.launch.plan;

import org.jspecify.annotations.NullMarked;
