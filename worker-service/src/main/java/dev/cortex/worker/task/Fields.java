package dev.cortex.worker.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes typed values out of a JSON object and remembers what was wrong with them. Null is the same as absent. */
public final class Fields {
    // Beyond these PostgreSQL's timestamptz and people's patience end.
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final JsonNode object;
    private final List<FieldError> errors = new ArrayList<>();

    public Fields(JsonNode object) {
        this.object = object;
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    public void reject(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** Rejects an absent field, unless something else was wrong with it already. */
    public void require(String field, String message) {
        if (errors.stream().noneMatch(error -> error.field().equals(field))) {
            reject(field, message);
        }
    }

    public Optional<String> text(String field, int charsMin, int charsMax) {
        JsonNode value = value(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            reject(field, "is a text, not " + kind(value));
            return Optional.empty();
        }
        String text = value.textValue();
        if (text.length() < charsMin || text.length() > charsMax) {
            reject(field, "has " + charsMin + " to " + charsMax + " characters, not " + text.length());
            return Optional.empty();
        }
        // PostgreSQL's text can not hold it.
        if (text.indexOf('\0') >= 0) {
            reject(field, "contains the character U+0000");
            return Optional.empty();
        }
        // Nor has it a form in UTF-8: the database's client would send other bytes.
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            reject(field, "contains half of a surrogate pair");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    public String requiredText(String field, int charsMax) {
        Optional<String> text = text(field, 1, charsMax);
        if (text.isEmpty()) {
            require(field, "is required");
        }
        return text.orElse("");
    }

    public long whole(String field, long min, long max, long otherwise) {
        JsonNode value = value(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber()) {
            reject(field, "is a whole number, not " + kind(value));
            return otherwise;
        }
        if (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
            reject(field, "is between " + min + " and " + max);
            return otherwise;
        }
        return value.longValue();
    }

    public boolean flag(String field, boolean otherwise) {
        JsonNode value = value(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            reject(field, "is true or false, not " + kind(value));
            return otherwise;
        }
        return value.booleanValue();
    }

    public Optional<Instant> instant(String field) {
        Optional<String> text = text(field, 1, 40);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant instant = OffsetDateTime.parse(text.get()).toInstant();
            if (instant.isAfter(EARLIEST) && instant.isBefore(LATEST)) {
                return Optional.of(instant);
            }
        } catch (DateTimeException unreadable) {
            // Told below, together with a time out of range.
        }
        reject(field, "is a time such as 2030-01-31T12:00:00Z");
        return Optional.empty();
    }

    public Optional<JsonNode> object(String field) {
        JsonNode value = value(field);
        if (value != null && !value.isObject()) {
            reject(field, "is an object, not " + kind(value));
            return Optional.empty();
        }
        return Optional.ofNullable(value);
    }

    private @Nullable JsonNode value(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a text";
            case NUMBER -> value.isIntegralNumber() ? "a whole number" : "a fraction";
            case BOOLEAN -> "true or false";
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case NULL, MISSING, BINARY -> "nothing";
        };
    }
}
