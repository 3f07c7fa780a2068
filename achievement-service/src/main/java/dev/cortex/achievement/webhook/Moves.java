package dev.cortex.achievement.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cortex.achievement.observation.Login;
import java.util.Optional;
import java.util.Set;

/**
 * Whose numbers an event moves. Where {@link EventReader} finds out what it does to them, they are moved; else the event only
 * says whom to ask about.
 */
final class Moves {
    private static final Set<String> ENDED = Set.of("closed", "reopened");
    private static final Set<String> REVIEWED = Set.of("submitted", "dismissed");
    private static final Set<String> ISSUE_MOVED = Set.of("closed", "reopened", "deleted", "transferred");
    private static final Set<String> SPONSORED = Set.of("created", "cancelled");

    private Moves() {}

    /**
     * @param event the value of {@code X-GitHub-Event}
     * @param payload the body, of whatever shape
     */
    static Optional<Login> by(String event, JsonNode payload) {
        return user(account(event, payload));
    }

    /** GitHub's identity of that user, where it is told. */
    static Optional<String> node(String event, JsonNode payload) {
        JsonNode account = account(event, payload);
        return user(account).flatMap(_ -> Payload.text(account, "/node_id"));
    }

    private static JsonNode account(String event, JsonNode payload) {
        String action = payload.path("action").asText();
        return switch (event) {
            case "pull_request" -> when(ENDED.contains(action), payload, "/pull_request/user");
            case "pull_request_review" -> when(REVIEWED.contains(action), payload, "/pull_request/user");
            case "issues" -> when(ISSUE_MOVED.contains(action), payload, "/issue/user");
            case "discussion" ->
                action.equals("answered")
                        ? payload.at("/answer/user")
                        : when(action.equals("unanswered"), payload, "/old_answer/user");
            case "star" -> payload.at("/repository/owner");
            case "sponsorship" -> when(SPONSORED.contains(action), payload, "/sponsorship/sponsor");
            default -> MissingNode.getInstance();
        };
    }

    private static JsonNode when(boolean moved, JsonNode payload, String account) {
        return moved ? payload.at(account) : MissingNode.getInstance();
    }

    /** Organisations and bots have no achievements. */
    private static Optional<Login> user(JsonNode account) {
        return Optional.of(account)
                .filter(one -> "User".equals(one.path("type").asText("User")))
                .flatMap(one -> Login.parse(one.path("login").asText()));
    }
}
