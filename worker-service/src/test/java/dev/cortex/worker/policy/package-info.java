/** Tests of the room of the same name. */
@NullMarked
package dev.cortex.worker.policy;

import org.jspecify.annotations.NullMarked;
