/** Models written down at a place of the log, so that a starting replica reads a little instead of everything. */
@NullMarked
package dev.cortex.routing.snapshot;

import org.jspecify.annotations.NullMarked;
