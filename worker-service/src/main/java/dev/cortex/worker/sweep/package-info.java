/** What makes the promise hold: lost leases, due retries, wiped streams and unpublished outcomes are found and repaired. */
@NullMarked
package dev.cortex.worker.sweep;

import org.jspecify.annotations.NullMarked;
