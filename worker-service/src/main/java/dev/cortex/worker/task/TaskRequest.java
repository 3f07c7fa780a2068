package dev.cortex.worker.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A task as somebody wishes it, after {@link TaskRequests} found nothing wrong with it.
 *
 * @param payload a JSON object, as text
 * @param expert the expert that shall do it; otherwise the router decides
 * @param notBefore not started earlier
 * @param expiresAt not started later
 * @param uniqueKey while a task with the same key has not ended, another one is the same task
 */
public record TaskRequest(
        String type,
        String description,
        String payload,
        Priority priority,
        Optional<String> expert,
        Optional<Instant> notBefore,
        Optional<Instant> expiresAt,
        Duration timeout,
        int maxAttempts,
        Optional<String> uniqueKey) {}
