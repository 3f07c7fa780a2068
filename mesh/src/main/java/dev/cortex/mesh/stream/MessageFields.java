package dev.cortex.mesh.stream;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message as the fields of a stream entry, and back. */
final class MessageFields {
    private static final String VERSION = "1";

    private MessageFields() {}

    /** Names and values in turn, as XADD takes them. */
    static List<String> encode(Message message) {
        List<String> fields = new ArrayList<>(12);
        fields.addAll(List.of("v", VERSION, "id", message.id(), "type", message.type()));
        fields.addAll(List.of("time", message.time().toString()));
        message.traceparent().ifPresent(parent -> fields.addAll(List.of("traceparent", parent)));
        fields.addAll(List.of("data", message.data()));
        return fields;
    }

    /** Fields it does not know are ignored. */
    static Decoded decode(Map<String, String> fields) {
        String version = fields.get("v");
        if (!VERSION.equals(version)) {
            return new Decoded.Unreadable(version == null ? "no field v" : "version other than " + VERSION);
        }
        String id = text(fields, "id");
        String type = text(fields, "type");
        String time = text(fields, "time");
        String data = text(fields, "data");
        if (id == null || type == null || time == null || data == null) {
            String missing = id == null ? "id" : type == null ? "type" : time == null ? "time" : "data";
            return new Decoded.Unreadable("no field " + missing);
        }
        Instant instant = instant(time);
        if (instant == null) {
            return new Decoded.Unreadable("field time is not an ISO-8601 instant");
        }
        Optional<String> traceparent = Optional.ofNullable(fields.get("traceparent"));
        return new Decoded.Whole(new Message(id, type, instant, traceparent, data));
    }

    private static @Nullable String text(Map<String, String> fields, String name) {
        String value = fields.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notOne) {
            return null;
        }
    }

    /** What became of the fields of an entry. */
    sealed interface Decoded {
        record Whole(Message message) implements Decoded {}

        /** @param reason names the field, and never repeats its value */
        record Unreadable(String reason) implements Decoded {}
    }
}
