package dev.cortex.worker.execution;

import java.time.Duration;
import java.util.UUID;

/**
 * A task that is this worker's until its lease ends.
 *
 * @param attempt the fencing token: what this attempt writes is refused once there is a later one
 * @param counted attempts that count against the maximum, this one included
 */
record ClaimedTask(UUID id, String type, String payload, int attempt, int counted, int maxAttempts, Duration timeout) {}
