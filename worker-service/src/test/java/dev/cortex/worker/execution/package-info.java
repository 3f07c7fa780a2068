/** Tests of the room of the same name. */
@NullMarked
package dev.cortex.worker.execution;

import org.jspecify.annotations.NullMarked;
