/** A worker's life as a child of the pool: parked, claiming, draining, told over its standard input. */
@NullMarked
package dev.cortex.worker.child;

import org.jspecify.annotations.NullMarked;
