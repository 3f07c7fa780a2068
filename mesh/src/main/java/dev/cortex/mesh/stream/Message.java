package dev.cortex.mesh.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * What one stream entry carries: its fields {@code v} (1), {@code id}, {@code type}, {@code time}, {@code traceparent}
 * and {@code data}. Consumers ignore fields they do not know.
 *
 * @param id identity of the message, stable over republishing; not the entry id that Redis gives
 * @param type what happened, for example {@code task.submitted}
 * @param time when it happened, at the producer
 * @param traceparent W3C trace context of the creation, absent outside a trace
 * @param data the payload, a JSON object
 */
public record Message(String id, String type, Instant time, Optional<String> traceparent, String data) {
    public Message {
        if (id.isBlank() || type.isBlank()) {
            throw new IllegalArgumentException("a message has an id and a type");
        }
    }
}
