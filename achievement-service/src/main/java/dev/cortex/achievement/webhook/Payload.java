package dev.cortex.achievement.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads members of a body of whatever shape: what is missing, null or of another type is empty. */
final class Payload {
    /** Longer than any id or URL of GitHub. */
    private static final int TEXT_MAX = 500;

    private Payload() {}

    static Optional<String> text(JsonNode node, String pointer) {
        return Optional.of(node.at(pointer))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank() && text.length() <= TEXT_MAX && text.indexOf('\0') < 0);
    }

    static Optional<Instant> time(JsonNode node, String pointer) {
        try {
            return text(node, pointer).map(Instant::parse);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static Optional<Boolean> flag(JsonNode node, String pointer) {
        return Optional.of(node.at(pointer)).filter(JsonNode::isBoolean).map(JsonNode::asBoolean);
    }

    static Optional<Long> count(JsonNode node, String pointer) {
        return Optional.of(node.at(pointer))
                .filter(number -> number.isIntegralNumber() && number.canConvertToLong() && number.asLong() >= 0)
                .map(JsonNode::asLong);
    }

    static boolean same(JsonNode node, String one, String other) {
        return text(node, one)
                .filter(login ->
                        text(node, other).filter(login::equalsIgnoreCase).isPresent())
                .isPresent();
    }
}
