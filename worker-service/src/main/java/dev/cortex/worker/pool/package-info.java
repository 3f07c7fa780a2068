/** The workers themselves: started, watched, promoted, drained and replaced. */
@NullMarked
package dev.cortex.worker.pool;

import org.jspecify.annotations.NullMarked;
