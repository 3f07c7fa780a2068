package dev.cortex.achievement.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.achievement.AchievementConfig;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.Staleness;
import dev.cortex.mesh.stream.ConsumerSettings;
import dev.cortex.mesh.stream.Delivery;
import dev.cortex.mesh.stream.StreamConsumer;
import dev.cortex.mesh.stream.StreamConsumers;
import dev.cortex.mesh.stream.Verdict;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hears how tasks ended. A task that did something for a user may have moved his numbers, so what is kept of him from
 * before it is let go. Hearing an outcome twice changes nothing.
 */
@Singleton
final class OutcomeListener {
    private static final String STREAM = "cortex.outcomes";
    private static final String DEAD = "cortex.dead.achievement";
    private static final String GROUP = "achievement";

    /** These ask for the newest numbers themselves and leave them in the cache. */
    private static final List<String> READ_ONLY = List.of("achievement.refresh", "achievement.plan");

    private static final int BATCH = 32;
    private static final int DELIVERIES_MAX = 5;
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final StreamConsumers consumers;
    private final ObjectMapper json;
    private final Staleness staleness;
    private final String replica;
    private final AtomicReference<Optional<StreamConsumer>> open = new AtomicReference<>(Optional.empty());

    OutcomeListener(StreamConsumers consumers, ObjectMapper json, Staleness staleness, AchievementConfig config) {
        this.consumers = consumers;
        this.json = json;
        this.staleness = staleness;
        this.replica = config.replica();
    }

    void start(@Observes StartupEvent event) {
        ConsumerSettings settings = new ConsumerSettings(
                () -> List.of(STREAM), GROUP, replica, BATCH, BATCH, BLOCK, LEASE, DELIVERIES_MAX, DEAD, false);
        open.set(Optional.of(consumers.openEach(settings, this::handle)));
    }

    void stop(@Observes ShutdownEvent event) {
        open.getAndSet(Optional.empty()).ifPresent(StreamConsumer::close);
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
