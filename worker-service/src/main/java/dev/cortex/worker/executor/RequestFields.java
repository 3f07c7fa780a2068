package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.worker.task.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The fields of an {@code http.request} payload. */
final class RequestFields {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final int HEADERS_MAX = 50;
    private static final int HEADER_CHARS_MAX = 4_000;
    // RFC 9110, section 5.6.2: token.
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    // RFC 9110, section 5.5, without obs-text: nothing that could end the line.
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    // They decide where a request ends or who it is for, or are ours to set.
    private static final Set<String> RESERVED = Set.of(
            "host", "content-length", "transfer-encoding", "connection", "te", "trailer", "upgrade", "idempotency-key");

    private RequestFields() {}

    static String method(Fields fields) {
        String method = fields.text("method", 1, 10).orElse("GET").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            fields.reject("method", "is one of " + String.join(", ", METHODS));
        }
        return method;
    }

    static Map<String, String> headers(Fields fields, JsonNode payload) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.object("headers").ifPresent(object -> {
            if (object.size() > HEADERS_MAX) {
                fields.reject("headers", "are at most " + HEADERS_MAX);
                return;
            }
            object.properties().forEach(header -> {
                Optional<String> wrong = wrong(header.getKey(), header.getValue());
                wrong.ifPresentOrElse(
                        message -> fields.reject("headers", message),
                        () -> headers.put(header.getKey(), header.getValue().textValue()));
            });
        });
        return headers;
    }

    /** A text is sent as it is, anything else as JSON. */
    static Optional<byte[]> body(JsonNode payload) {
        JsonNode body = payload.get("body");
        if (body == null || body.isNull()) {
            return Optional.empty();
        }
        return Optional.of((body.isTextual() ? body.textValue() : body.toString()).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> wrong(String name, JsonNode value) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("have names made of letters, digits and -, at most 100 of them");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of("do not include " + name.toLowerCase(Locale.ROOT) + ", which is set by the worker");
        }
        if (!value.isTextual()
                || value.textValue().length() > HEADER_CHARS_MAX
                || !VALUE.matcher(value.textValue()).matches()) {
            return Optional.of("have values of printable ASCII text, at most " + HEADER_CHARS_MAX + " characters");
        }
        return Optional.empty();
    }
}
