package dev.cortex.achievement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what clients send as a JSON object, and says what is wrong with it. A missing body is an empty one. */
final class Body {
    private final JsonNode object;

    private Body(JsonNode object) {
        this.object = object;
    }

    /** Whatever its Content-Type says: a client that sends no body often names some type all the same. */
    static Body of(@Nullable String sent, ObjectMapper json) {
        JsonNode body = NullNode.instance;
        if (sent != null && !sent.isBlank()) {
            try {
                body = json.readTree(sent);
            } catch (JsonProcessingException _) {
                throw Problems.badRequest("invalid-json", "Not JSON", "The body is a JSON object, or there is none.");
            }
        }
        if (!body.isObject() && !body.isNull()) {
            throw Problems.badRequest("invalid-body", "Not an object", "The body is a JSON object, or there is none.");
        }
        return new Body(body);
    }

    Optional<String> text(String field, int charsMax) {
        return present(field).map(value -> {
            if (!value.isTextual() || value.textValue().length() > charsMax) {
                throw wrong(field, "a text of at most " + charsMax + " characters");
            }
            return value.textValue();
        });
    }

    boolean flag(String field, boolean otherwise) {
        return present(field)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrong(field, "true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(otherwise);
    }

    /** An object whose members are texts, numbers or flags; all as texts. */
    Map<String, String> texts(String field, int membersMax, int charsMax) {
        Map<String, String> texts = new TreeMap<>();
        present(field).ifPresent(value -> {
            if (!value.isObject() || value.size() > membersMax) {
                throw wrong(field, "an object of at most " + membersMax + " members");
            }
            value.properties().forEach(member -> {
                if (!member.getValue().isValueNode()
                        || member.getValue().asText().length() > charsMax) {
                    throw wrong(field, "an object of texts of at most " + charsMax + " characters");
                }
                texts.put(member.getKey(), member.getValue().asText());
            });
        });
        return texts;
    }

    private Optional<JsonNode> present(String field) {
        return Optional.ofNullable(object.get(field)).filter(value -> !value.isNull());
    }

    private static RuntimeException wrong(String field, String wanted) {
        return Problems.badRequest(
                "invalid-body", "Not what is wanted", "The field \"" + field + "\" is " + wanted + ".");
    }
}
