/** Checks of the whole: who may use whom, what messages look like, and the mesh end to end. */
@NullMarked
package dev.cortex.checks;

import org.jspecify.annotations.NullMarked;
