package dev.cortex.mesh.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a body of JSON, told by field and expected type. Values are not repeated. */
final class JsonProblems {
    private JsonProblems() {}

    static Problem of(JsonProcessingException failure) {
        return switch (failure) {
            case StreamReadException malformed -> malformed(malformed);
            case ValueInstantiationException refused -> mismatch(refused, refusal(refused));
            case MismatchedInputException mismatched -> mismatched(mismatched);
            case JsonMappingException other -> unwrap(other);
            default -> malformed(failure);
        };
    }

    private static Problem malformed(JsonProcessingException failure) {
        JsonLocation at = failure.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return Problem.of("malformed-json", "Malformed JSON", 400, "The body is not valid JSON" + where + ".");
    }

    /** A parser's complaint inside a nested value arrives wrapped. */
    private static Problem unwrap(JsonMappingException failure) {
        return failure.getCause() instanceof StreamReadException malformed
                ? malformed(malformed)
                : mismatch(failure, "can not be read");
    }

    private static Problem mismatched(MismatchedInputException failure) {
        String message = String.valueOf(failure.getOriginalMessage());
        if (failure.getPath().isEmpty() && message.startsWith("No content")) {
            return Problem.of("malformed-json", "Malformed JSON", 400, "The body is empty; a JSON value is expected.");
        }
        if (message.startsWith("Trailing token")) {
            return malformed(failure);
        }
        if (message.startsWith("Missing required") || message.startsWith("Cannot map `null`")) {
            return mismatch(failure, "is required");
        }
        return mismatch(failure, "must be " + expected(failure.getTargetType()));
    }

    private static Problem mismatch(JsonMappingException failure, String complaint) {
        String field = field(failure.getPath());
        String subject = field.isEmpty() ? "The body" : "Field '" + field + "'";
        Problem problem = Problem.of("invalid-body", "Invalid body", 400, subject + " " + complaint + ".");
        return field.isEmpty()
                ? problem
                : problem.with("errors", List.of(Map.of("field", field, "message", complaint)));
    }

    /** What a value's own constructor says about it; anything but its refusal of an argument is not for the client. */
    private static String refusal(ValueInstantiationException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? "is not acceptable: " + cause.getMessage()
                : "is not acceptable";
    }

    /** As one writes it: {@code tasks[3].priority}. */
    static String field(List<JsonMappingException.Reference> path) {
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.toString();
    }

    private static final Map<Class<?>, String> SCALARS = Map.ofEntries(
            Map.entry(String.class, "text"),
            Map.entry(int.class, "a whole number"),
            Map.entry(Integer.class, "a whole number"),
            Map.entry(long.class, "a whole number"),
            Map.entry(Long.class, "a whole number"),
            Map.entry(double.class, "a number"),
            Map.entry(Double.class, "a number"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(Boolean.class, "true or false"));

    static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return Optional.ofNullable(SCALARS.get(type)).orElseGet(() -> structured(type));
    }

    private static String structured(Class<?> type) {
        if (Temporal.class.isAssignableFrom(type)) {
            return "a time in ISO-8601, for example 2026-01-31T12:00:00Z";
        }
        if (Duration.class.isAssignableFrom(type)) {
            return "a duration in ISO-8601, for example PT30S";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return Number.class.isAssignableFrom(type) ? "a number" : "an object";
    }
}
