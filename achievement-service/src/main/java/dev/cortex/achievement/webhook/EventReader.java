package dev.cortex.achievement.webhook;

import static dev.cortex.achievement.webhook.Payload.count;
import static dev.cortex.achievement.webhook.Payload.flag;
import static dev.cortex.achievement.webhook.Payload.same;
import static dev.cortex.achievement.webhook.Payload.text;
import static dev.cortex.achievement.webhook.Payload.time;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.achievement.observation.Effect;
import dev.cortex.achievement.observation.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an event does to the counts of the user it {@link Moves moves}, where its payload carries enough to tell; the rules
 * are those by which the answers of GitHub are read. Private repositories are left to GitHub: what of them counts depends on
 * the token that asks.
 */
final class EventReader {
    /** GitHub's rule for Quickdraw. */
    private static final Duration QUICK = Duration.ofMinutes(5);

    /** Answers in the discussions of this organisation do not count for Galaxy Brain. */
    private static final String NOT_COUNTED = "community";

    private EventReader() {}

    /** @return empty where only GitHub can tell */
    static Optional<Happening> in(String event, JsonNode payload) {
        return switch (event + "/" + payload.path("action").asText()) {
            case "pull_request/closed" ->
                flag(payload, "/pull_request/merged")
                        .flatMap(merged -> merged ? merged(payload) : closed(payload.at("/pull_request"), payload));
            case "issues/closed" -> closed(payload.at("/issue"), payload);
            case "discussion/answered" -> answered(payload);
            case "star/created" -> starred(payload);
            case "sponsorship/created", "sponsorship/cancelled" -> sponsored(payload);
            default -> Optional.empty();
        };
    }

    /**
     * One more for Pull Shark. Who wrote its commits, and whether it was reviewed, is not told: for what rests on that there
     * may be one more.
     */
    private static Optional<Happening> merged(JsonNode payload) {
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.More("pull_shark", 1, 1, 0));
        effects.add(new Effect.More("pair_extraordinaire", 0, 1, 0));
        effects.add(new Effect.More("open_sourcerer", 0, 1, 0));
        if (maybeUnreviewed(payload.at("/pull_request"))) {
            effects.add(new Effect.More("yolo", 0, 1, 0));
        }
        return open(payload)
                .flatMap(
                        _ -> happened(payload, "merged:", "/pull_request/node_id", "/pull_request/merged_at", effects));
    }

    /** Who was asked for a review and gave it is no longer among those asked, so nobody left means reviewed, or never asked. */
    private static boolean maybeUnreviewed(JsonNode pull) {
        boolean nobodyAsked = pull.path("requested_reviewers").isArray()
                && pull.path("requested_reviewers").isEmpty()
                && pull.path("requested_teams").isEmpty();
        return !nobodyAsked && same(pull, "/merged_by/login", "/user/login");
    }

    private static Optional<Happening> closed(JsonNode ended, JsonNode payload) {
        Optional<Instant> opened = time(ended, "/created_at");
        Optional<Instant> closed = time(ended, "/closed_at");
        if (opened.isEmpty() || closed.isEmpty() || open(payload).isEmpty()) {
            return Optional.empty();
        }
        Duration took = Duration.between(opened.get(), closed.get());
        List<Effect> effects = took.isNegative() || took.compareTo(QUICK) > 0
                ? List.of()
                : List.of(new Effect.QuickClose(
                        took.toSeconds(), text(ended, "/html_url").orElse("")));
        return happened(ended, "closed:", "/node_id", "/closed_at", effects);
    }

    private static Optional<Happening> answered(JsonNode payload) {
        Optional<String> owner = text(payload, "/repository/owner/login");
        Optional<String> answerer = text(payload, "/answer/user/login");
        Optional<String> chooser = text(payload, "/discussion/answer_chosen_by/login");
        if (owner.isEmpty()
                || answerer.isEmpty()
                || chooser.isEmpty()
                || open(payload).isEmpty()) {
            return Optional.empty();
        }
        boolean counts = !owner.get().equalsIgnoreCase(NOT_COUNTED)
                && !same(payload, "/discussion/user/login", "/answer/user/login")
                && !chooser.get().equalsIgnoreCase(answerer.get());
        List<Effect> effects = counts ? List.of(new Effect.More("galaxy_brain", 1, 1, 0)) : List.of();
        return happened(payload, "answered:", "/answer/node_id", "/discussion/answer_chosen_at", effects);
    }

    /** Stars that are taken back have no time, and leave open which repository has the most now. */
    private static Optional<Happening> starred(JsonNode payload) {
        Optional<String> name = text(payload, "/repository/full_name");
        Optional<Long> stars = count(payload, "/repository/stargazers_count");
        Optional<Boolean> fork = flag(payload, "/repository/fork");
        if (name.isEmpty() || stars.isEmpty() || fork.isEmpty() || open(payload).isEmpty()) {
            return Optional.empty();
        }
        String url = text(payload, "/repository/html_url").orElse("");
        List<Effect> effects = fork.get() ? List.of() : List.of(new Effect.Stars(name.get(), stars.get(), url));
        return happened(payload, "stars:", "/repository/node_id", "/starred_at", effects);
    }

    /**
     * Past sponsorships count too, so an end changes nothing; and a beginning may be that of one that counts already. A
     * private one is not seen.
     */
    private static Optional<Happening> sponsored(JsonNode payload) {
        boolean begins = payload.path("action").asText().equals("created")
                && "public".equals(payload.at("/sponsorship/privacy_level").asText());
        List<Effect> effects = begins ? List.of(new Effect.More("public_sponsor", 0, 1, 1)) : List.of();
        return happened(payload, "sponsorship:", "/sponsorship/node_id", "/sponsorship/created_at", effects);
    }

    private static Optional<Boolean> open(JsonNode payload) {
        return flag(payload, "/repository/private").filter(hidden -> !hidden);
    }

    private static Optional<Happening> happened(
            JsonNode node, String kind, String id, String at, List<Effect> effects) {
        return text(node, id).flatMap(key -> time(node, at).map(time -> new Happening(kind + key, time, effects)));
    }
}
