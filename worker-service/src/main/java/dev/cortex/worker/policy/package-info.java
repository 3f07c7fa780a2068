/** Decisions as plain Java: when to retry, how many workers, which one to replace and in what order. Time and chance are arguments. */
@NullMarked
package dev.cortex.worker.policy;

import org.jspecify.annotations.NullMarked;
