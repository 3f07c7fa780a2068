/** What a task is: its states, its fields, its rules, its messages and how it is read back. */
@NullMarked
package dev.cortex.worker.task;

import org.jspecify.annotations.NullMarked;
