package dev.cortex.worker.task;

import java.time.Instant;
import java.util.Optional;

/**
 * One try at a task.
 *
 * @param number the fencing token it ran under
 * @param outcome absent while it runs
 */
public record Attempt(
        int number,
        String worker,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<String> outcome,
        Optional<String> error) {}
