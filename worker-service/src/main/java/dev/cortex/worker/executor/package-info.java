/** What can be executed: one class a task type, which also checks the payload at intake. */
@NullMarked
package dev.cortex.worker.executor;

import org.jspecify.annotations.NullMarked;
