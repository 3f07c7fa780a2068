/** Tests of the room of the same name. */
@NullMarked
package dev.cortex.worker.api;

import org.jspecify.annotations.NullMarked;
