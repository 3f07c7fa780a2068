/** Tests of the room of the same name. */
@NullMarked
package dev.cortex.worker.child;

import org.jspecify.annotations.NullMarked;
