package dev.cortex.achievement.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.achievement.observation.Login;
import java.util.Optional;
import java.util.Set;

/**
 * Whose numbers an event moves. No event carries enough to count by it: a count may have been fetched after what the
 * event tells of and before the event came, and would then be counted twice. So the event only says whom to ask about.
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
        String action = payload.path("action").asText();
        return switch (event) {
            case "pull_request" -> when(ENDED.contains(action), payload.at("/pull_request/user"));
            case "pull_request_review" -> when(REVIEWED.contains(action), payload.at("/pull_request/user"));
            case "issues" -> when(ISSUE_MOVED.contains(action), payload.at("/issue/user"));
            case "discussion" -> answered(action, payload);
            case "star" -> when(true, payload.at("/repository/owner"));
            case "sponsorship" -> when(SPONSORED.contains(action), payload.at("/sponsorship/sponsor"));
            default -> Optional.empty();
        };
    }

    private static Optional<Login> answered(String action, JsonNode payload) {
        return switch (action) {
            case "answered" -> when(true, payload.at("/answer/user"));
            case "unanswered" -> when(true, payload.at("/old_answer/user"));
            default -> Optional.empty();
        };
    }

    /** Organisations and bots have no achievements. */
    private static Optional<Login> when(boolean moved, JsonNode account) {
        return Optional.of(account)
                .filter(_ -> moved && "User".equals(account.path("type").asText("User")))
                .flatMap(user -> Login.parse(user.path("login").asText()));
    }
}
