package dev.cortex.worker.intake;

import dev.cortex.worker.task.TaskState;
import java.time.Instant;
import java.util.UUID;

/** What became of a request to take a task in. */
public sealed interface Acceptance {
    /**
     * The row is committed.
     *
     * @param existing whether it was there before, under the same idempotency key or unique key
     */
    record Accepted(UUID id, TaskState state, Instant createdAt, boolean existing) implements Acceptance {}

    /** The idempotency key has been used for a different request. */
    record KeyReused(UUID id) implements Acceptance {}
}
