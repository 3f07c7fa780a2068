/** Tests of the room of the same name. */
@NullMarked
package dev.cortex.worker.pool;

import org.jspecify.annotations.NullMarked;
