/** How a worker claims tasks, keeps their leases, runs them and finishes each exactly once. */
@NullMarked
package dev.cortex.worker.execution;

import org.jspecify.annotations.NullMarked;
