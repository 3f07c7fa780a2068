package dev.cortex.achievement.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.Staleness;
import dev.cortex.mesh.stream.Delivery;
import dev.cortex.mesh.stream.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Hears how tasks ended. A task that did something for a user may have moved his numbers, so what is kept of him from
 * before it is let go. Hearing an outcome twice changes nothing.
 */
@Singleton
final class OutcomeListener {
    /** These ask for the newest numbers themselves and leave them in the cache. */
    private static final List<String> READ_ONLY = List.of("achievement.refresh", "achievement.plan");

    private final ObjectMapper json;
    private final Staleness staleness;

    OutcomeListener(ObjectMapper json, Staleness staleness) {
        this.json = json;
        this.staleness = staleness;
    }

    Uni<Verdict> handle(Delivery delivery) {
        JsonNode outcome;
        try {
            outcome = json.readTree(delivery.message().data());
        } catch (JsonProcessingException e) {
            return Uni.createFrom().item(new Verdict.Dead("the data is not JSON"));
        }
        return moved(outcome)
                .map(login -> staleness.before(login, delivery.message().time()).replaceWith(Verdict.DONE))
                .orElseGet(() -> Uni.createFrom().item(Verdict.DONE));
    }

    /** Whose numbers a task may have moved. */
    private static Optional<Login> moved(JsonNode outcome) {
        if (!outcome.path("success").asBoolean(false)
                || READ_ONLY.contains(outcome.path("type").asText())) {
            return Optional.empty();
        }
        return Optional.of(outcome.path("result").path("username"))
                .filter(JsonNode::isTextual)
                .flatMap(username -> Login.parse(username.asText()));
    }
}
