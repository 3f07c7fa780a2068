/** Tests of the room of the same name. */
@NullMarked
package dev.cortex.worker.task;

import org.jspecify.annotations.NullMarked;
