/** The HTTP face: tasks, their events, the workers. */
@NullMarked
package dev.cortex.worker.api;

import org.jspecify.annotations.NullMarked;
