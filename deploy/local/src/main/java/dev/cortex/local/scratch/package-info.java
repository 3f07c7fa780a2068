/** Directories and ports that belong to one JVM and are gone when it is, whichever way it ends. */
@NullMarked
package dev.cortex.local.scratch;

import org.jspecify.annotations.NullMarked;
