package dev.cortex.worker.task;

import java.util.Optional;
import java.util.UUID;

/**
 * What the streams are told of a task that waits.
 *
 * @param expertAsked the expert that the submission named
 * @param routing the decision, once there is one
 * @param traceparent of the submission, so that a retry hours later belongs to the same trace
 */
public record WaitingTask(
        UUID id,
        String type,
        String description,
        Priority priority,
        Optional<String> expertAsked,
        Optional<Routing> routing,
        Optional<String> traceparent) {}
