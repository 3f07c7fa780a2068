/** Tests of the room of the same name. */
@NullMarked
package dev.cortex.worker.batch;

import org.jspecify.annotations.NullMarked;
