package dev.cortex.achievement.github;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;

/** Reads parts of GitHub's JSON of which any may be null or missing. */
final class Fields {
    private Fields() {}

    static Optional<Long> total(JsonObject parent, String connection) {
        return object(parent, connection).flatMap(found -> number(found, "totalCount"));
    }

    /** What a search calls its total. */
    static Optional<Long> issueCount(JsonObject search) {
        return number(search, "issueCount");
    }

    private static Optional<Long> number(JsonObject parent, String field) {
        return parent.get(field) instanceof JsonNumber count ? Optional.of(count.longValue()) : Optional.empty();
    }

    static Optional<List<JsonObject>> nodes(JsonObject parent, String connection) {
        return object(parent, connection).flatMap(Fields::nodes);
    }

    /** A node may be null where GitHub could not load it; an empty object is one of another type. */
    static Optional<List<JsonObject>> nodes(JsonObject connection) {
        return connection.get("nodes") instanceof JsonArray nodes
                ? Optional.of(nodes.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(node -> (JsonObject) node)
                        .toList())
                : Optional.empty();
    }

    static Optional<JsonObject> object(JsonObject parent, String field) {
        return parent.get(field) instanceof JsonObject found ? Optional.of(found) : Optional.empty();
    }

    static Optional<String> login(JsonObject parent, String actor) {
        return object(parent, actor).flatMap(found -> text(found, "login"));
    }

    static Optional<String> text(JsonObject parent, String field) {
        return parent.get(field) instanceof JsonString found ? Optional.of(found.getString()) : Optional.empty();
    }
}
