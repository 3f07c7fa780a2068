/** Tests of the room of the same name. */
@NullMarked
package dev.cortex.worker.intake;

import org.jspecify.annotations.NullMarked;
