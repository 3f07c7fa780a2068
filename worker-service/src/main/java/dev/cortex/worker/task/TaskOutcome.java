package dev.cortex.worker.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How a task ended, for those who learn from it.
 *
 * @param attempts how many it took
 * @param duration of the last attempt
 * @param result JSON, as text
 */
public record TaskOutcome(
        UUID id,
        String type,
        String description,
        Priority priority,
        Optional<String> expert,
        boolean success,
        int attempts,
        Duration duration,
        Optional<String> error,
        Optional<String> result,
        Optional<String> traceparent,
        Instant time) {}
