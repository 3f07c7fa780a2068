package dev.cortex.achievement.unlock;

import dev.cortex.achievement.Rhythm;
import dev.cortex.achievement.progress.Unlocks;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.UnlocksConfig;
import dev.cortex.mesh.stream.StreamPublisher;
import dev.cortex.mesh.stream.StreamPublisher.Addressed;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Tells what was unlocked: gives it its place, hands it to the listeners of this replica and publishes it for the others. What
 * is left, because Redis was away or a replica ended, the sweep of any replica tells; so the stream may have one twice, with
 * the same id.
 */
@Singleton
final class UnlockTeller implements Unlocks {
    private static final Logger LOG = Logger.getLogger(UnlockTeller.class);

    private static final int AT_ONCE = 500;

    private final PostgresUnlocks unlocks;
    private final UnlockMessages messages;
    private final StreamPublisher publisher;
    private final UnlockFeed feed;
    private final Outbox outbox;
    private final UnlocksConfig config;
    private final MeterRegistry meters;
    private final AtomicInteger wished = new AtomicInteger();
    private final Rhythm sweeping = new Rhythm();

    UnlockTeller(
            PostgresUnlocks unlocks,
            UnlockMessages messages,
            StreamPublisher publisher,
            UnlockFeed feed,
            Outbox outbox,
            AchievementConfig config,
            MeterRegistry meters) {
        this.unlocks = unlocks;
        this.messages = messages;
        this.publisher = publisher;
        this.feed = feed;
        this.outbox = outbox;
        this.config = config.unlocks();
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        sweeping.start(
                config.sweepEvery(), this::written, failure -> LOG.error("unlocks are not swept any more", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        sweeping.stop();
    }

    /** One round at a time; whatever is wished for during a round makes one more. */
    @Override
    public void written() {
        if (wished.getAndIncrement() == 0) {
            round();
        }
    }

    private void round() {
        int seen = wished.get();
        tell().subscribe().with(_ -> rounded(seen), failure -> {
            LOG.debugf("unlocks not told this time: %s", failure.getMessage());
            rounded(seen);
        });
    }

    private void rounded(int seen) {
        if (wished.addAndGet(-seen) > 0) {
            round();
        }
    }

    Uni<Void> tell() {
        return unlocks.place(AT_ONCE).flatMap(placed -> {
            if (placed > 0) {
                feed.look();
                outbox.look();
            }
            return placed < AT_ONCE ? publish() : tell();
        });
    }

    private Uni<Void> publish() {
        return unlocks.unpublished(AT_ONCE).flatMap(waiting -> {
            if (waiting.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            Uni<Void> published = publisher
                    .publishAll(waiting.stream()
                            .map(unlock -> new Addressed(UnlockMessages.STREAM, messages.message(unlock)))
                            .toList())
                    .flatMap(_ -> unlocks.published(waiting))
                    .invoke(() -> meters.counter("cortex.achievement.unlocks.published")
                            .increment(waiting.size()));
            return waiting.size() < AT_ONCE ? published : published.flatMap(_ -> publish());
        });
    }
}
