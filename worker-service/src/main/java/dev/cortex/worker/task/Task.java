package dev.cortex.worker.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A task as it stands in the database.
 *
 * @param result JSON, as text
 * @param error why the last attempt, or the task, failed
 * @param attempts oldest first; only filled where one task is asked for
 */
public record Task(
        UUID id,
        String type,
        String description,
        TaskState state,
        Priority priority,
        Optional<String> expert,
        Optional<Double> confidence,
        Optional<String> strategy,
        List<Attempt> attempts,
        int attempt,
        int maxAttempts,
        Progress progress,
        Optional<String> result,
        Optional<String> error,
        Times times) {

    /** @param percent 0 to 100 */
    public record Progress(int percent, Optional<String> message) {}

    public record Times(
            Instant createdAt,
            Optional<Instant> notBefore,
            Optional<Instant> startedAt,
            Optional<Instant> completedAt) {}
}
