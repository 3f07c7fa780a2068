/** Tests of the room of the same name. */
@NullMarked
package dev.cortex.worker.executor;

import org.jspecify.annotations.NullMarked;
