package dev.cortex.worker.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.cortex.worker.task.Attempt;
import dev.cortex.worker.task.Task;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as {@code GET /api/tasks/{id}} shows it. */
record TaskView(
        String id,
        String type,
        String description,
        String state,
        String priority,
        @Nullable String expert,
        @Nullable Double confidence,
        @Nullable String strategy,
        List<AttemptView> attempts,
        ProgressView progress,
        // Written by an executor as JSON and kept as it was.
        @JsonRawValue @Nullable String result,
        @Nullable String error,
        int attemptsMade,
        int maxAttempts,
        @Nullable Instant notBefore,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {

    record AttemptView(
            int number,
            String worker,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable String error) {
        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.number(),
                    attempt.worker(),
                    attempt.startedAt(),
                    attempt.endedAt().orElse(null),
                    attempt.outcome().orElse(null),
                    attempt.error().orElse(null));
        }
    }

    record ProgressView(int percent, @Nullable String message) {}

    static TaskView of(Task task) {
        return new TaskView(
                task.id().toString(),
                task.type(),
                task.description(),
                task.state().label(),
                task.priority().label(),
                task.expert().orElse(null),
                task.confidence().orElse(null),
                task.strategy().orElse(null),
                task.attempts().stream().map(AttemptView::of).toList(),
                new ProgressView(
                        task.progress().percent(), task.progress().message().orElse(null)),
                task.result().orElse(null),
                task.error().orElse(null),
                task.attempt(),
                task.maxAttempts(),
                task.times().notBefore().orElse(null),
                task.times().createdAt(),
                task.times().startedAt().orElse(null),
                task.times().completedAt().orElse(null));
    }
}
