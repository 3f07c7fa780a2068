/** One statement for many callers. */
@NullMarked
package dev.cortex.worker.batch;

import org.jspecify.annotations.NullMarked;
