package dev.cortex.worker.intake;

import dev.cortex.worker.task.TaskRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request on its way into the database.
 *
 * @param digest of the request, kept beside an idempotency key to tell a repeat from a mistake
 */
record NewTask(
        UUID id,
        TaskRequest request,
        Optional<String> idempotencyKey,
        Optional<String> digest,
        Optional<String> traceparent,
        Instant createdAt) {

    boolean dueAt(Instant now) {
        return request.notBefore().map(notBefore -> !notBefore.isAfter(now)).orElse(true);
    }
}
