package dev.cortex.achievement.events;

import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.mesh.stream.ConsumerSettings;
import dev.cortex.mesh.stream.StreamConsumer;
import dev.cortex.mesh.stream.StreamConsumers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The stream of outcomes, heard while the service runs; a log, so nothing is deleted from it. */
@Singleton
final class Outcomes {
    private static final String STREAM = "cortex.outcomes";
    private static final String DEAD = "cortex.dead.outcomes";
    private static final String GROUP = "achievement";

    private static final int BATCH = 32;
    private static final int DELIVERIES_MAX = 5;
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final StreamConsumers consumers;
    private final OutcomeListener listener;
    private final String replica;
    private final AtomicReference<Optional<StreamConsumer>> open = new AtomicReference<>(Optional.empty());

    Outcomes(StreamConsumers consumers, OutcomeListener listener, AchievementConfig config) {
        this.consumers = consumers;
        this.listener = listener;
        this.replica = config.replica();
    }

    void start(@Observes StartupEvent event) {
        ConsumerSettings settings = new ConsumerSettings(
                () -> List.of(STREAM), GROUP, replica, BATCH, BATCH, BLOCK, LEASE, DELIVERIES_MAX, DEAD, false);
        open.set(Optional.of(consumers.openEach(settings, listener::handle)));
    }

    void stop(@Observes ShutdownEvent event) {
        open.getAndSet(Optional.empty()).ifPresent(StreamConsumer::close);
    }
}
