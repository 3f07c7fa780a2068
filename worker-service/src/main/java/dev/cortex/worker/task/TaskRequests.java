package dev.cortex.worker.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a submission and finds everything that is wrong with it at once, so that the sender needs one round to mend it.
 * Types are taken as they are: the number 5 is no text and the text "5" no number.
 */
public final class TaskRequests {
    // The name becomes part of a stream's name, beside the stream of submitted tasks.
    private static final Pattern EXPERT = Pattern.compile("(?!submitted$)[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final int KEY_CHARS_MAX = 200;

    private final TaskTypes types;
    private final TaskLimits limits;

    public TaskRequests(TaskTypes types, TaskLimits limits) {
        this.types = types;
        this.limits = limits;
    }

    /** The outcome of reading one submission. */
    public sealed interface Reading {
        record Accepted(TaskRequest request) implements Reading {}

        /** @param errors at least one */
        record Rejected(List<FieldError> errors) implements Reading {
            public String summary() {
                return String.join(
                        "; ",
                        errors.stream().map(e -> e.field() + ": " + e.message()).toList());
            }
        }
    }

    public Reading read(JsonNode body) {
        if (!body.isObject()) {
            return new Reading.Rejected(List.of(new FieldError("", "a task is a JSON object")));
        }
        var fields = new Fields(body);
        Optional<String> type = fields.text("type", 1, 100);
        String description = fields.text("description", 0, limits.descriptionCharsMax())
                .or(() -> type)
                .orElse("");
        JsonNode payload = payload(fields, type);
        var request = new TaskRequest(
                type.orElse(""),
                description,
                payload.toString(),
                priority(fields),
                expert(fields),
                fields.instant("not_before"),
                fields.instant("expires_at"),
                timeout(fields),
                (int) fields.whole("max_attempts", 1, limits.attemptsMax(), limits.attemptsDefault()),
                fields.text("unique_key", 1, KEY_CHARS_MAX));
        return fields.errors().isEmpty() ? new Reading.Accepted(request) : new Reading.Rejected(fields.errors());
    }

    private JsonNode payload(Fields fields, Optional<String> type) {
        JsonNode payload = fields.object("payload").orElseGet(JsonNodeFactory.instance::objectNode);
        if (payload.toString().getBytes(StandardCharsets.UTF_8).length > limits.payloadBytesMax()) {
            fields.reject("payload", "is larger than " + limits.payloadBytesMax() + " bytes");
            return payload;
        }
        if (type.isEmpty()) {
            fields.require("type", "is required; known types: " + String.join(", ", types.names()));
        } else if (!types.names().contains(type.get())) {
            fields.reject("type", "is not a known type; known types: " + String.join(", ", types.names()));
        } else {
            types.check(type.get(), payload)
                    .forEach(error -> fields.reject("payload." + error.field(), error.message()));
        }
        return payload;
    }

    private Priority priority(Fields fields) {
        Optional<String> label = fields.text("priority", 1, 20);
        Optional<Priority> priority = label.flatMap(Priority::of);
        if (label.isPresent() && priority.isEmpty()) {
            fields.reject("priority", "is one of " + String.join(", ", Priority.labels()));
        }
        return priority.orElse(Priority.NORMAL);
    }

    private Optional<String> expert(Fields fields) {
        Optional<String> expert = fields.text("expert", 1, 64);
        if (expert.isPresent() && !EXPERT.matcher(expert.get()).matches()) {
            fields.reject("expert", "is made of letters, digits, '_', '.' and '-', at most 64 of them");
        }
        return expert;
    }

    private Duration timeout(Fields fields) {
        return Duration.ofMillis(fields.whole(
                "timeout_ms",
                1,
                limits.timeoutMax().toMillis(),
                limits.timeoutDefault().toMillis()));
    }
}
