package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.UUID;

/**
 * One attempt, as its executor sees it.
 *
 * @param attempt 1 for the first
 * @param timeout after which the attempt is cancelled
 */
public record Run(UUID id, int attempt, JsonNode payload, Duration timeout, ProgressSink progress) {
    /** Where an executor tells how far it is; cheap, the last word before the next write wins. */
    @FunctionalInterface
    public interface ProgressSink {
        /** @param percent 0 to 100 */
        void report(int percent, String message);
    }
}
