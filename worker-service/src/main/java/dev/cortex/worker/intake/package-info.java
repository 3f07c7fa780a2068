/** Where tasks come in: accepted means the row is committed; then the streams are told. */
@NullMarked
package dev.cortex.worker.intake;

import org.jspecify.annotations.NullMarked;
