/** What {@code ./cortex up}, {@code status} and {@code down} do: starts the whole mesh on this machine, watches it and ends it. */
@NullMarked
package dev.cortex.local.launch;

import org.jspecify.annotations.NullMarked;
