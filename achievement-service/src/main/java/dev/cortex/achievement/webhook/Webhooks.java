package dev.cortex.achievement.webhook;

import dev.cortex.achievement.AchievementConfig;
import dev.cortex.achievement.progress.Staleness;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Takes each delivery once and then lets go what is kept of the user it moves. A delivery that is taken is not lost: what
 * fails after that, or is left by a replica that ended, a sweep settles.
 */
@Singleton
final class Webhooks {
    private static final Logger LOG = Logger.getLogger(Webhooks.class);

    /** What became of a delivery. */
    enum Taking {
        /** The numbers of a user are asked for again when someone wants them. */
        ACCEPTED,
        /** It moves nobody's numbers. */
        IGNORED,
        /** It was taken before. */
        DUPLICATE
    }

    private final PostgresDeliveries deliveries;
    private final Staleness staleness;
    private final MeterRegistry meters;
    private final AchievementConfig.Webhook config;
    private final AtomicReference<Optional<Cancellable>> sweeping = new AtomicReference<>(Optional.empty());

    Webhooks(PostgresDeliveries deliveries, Staleness staleness, MeterRegistry meters, AchievementConfig config) {
        this.deliveries = deliveries;
        this.staleness = staleness;
        this.meters = meters;
        this.config = config.webhook();
    }

    Uni<Taking> take(Delivery delivery) {
        return deliveries
                .take(delivery)
                .flatMap(first -> {
                    if (!first) {
                        return Uni.createFrom().item(Taking.DUPLICATE);
                    }
                    Taking taking = delivery.moves().isPresent() ? Taking.ACCEPTED : Taking.IGNORED;
                    return settled(delivery).replaceWith(taking);
                })
                .invoke(taking -> counted("taken", taking.name().toLowerCase(Locale.ROOT)));
    }

    /** One that nobody proved to be GitHub's. */
    void refused() {
        counted("refused", "unproven");
    }

    /** The delivery is safe already, so nothing that fails here is told to GitHub. */
    private Uni<Void> settled(Delivery delivery) {
        return delivery.moves()
                .map(login -> staleness.before(login, delivery.receivedAt()))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .flatMap(_ -> deliveries.settle(delivery.id()))
                .onFailure()
                .invoke(failure -> LOG.warnf("a delivery waits to be settled: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    void start(@Observes StartupEvent event) {
        sweeping.set(Optional.of(Multi.createFrom()
                .ticks()
                .every(config.sweepEvery())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> sweep())
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("deliveries are not swept any more", failure))));
    }

    void stop(@Observes ShutdownEvent event) {
        sweeping.getAndSet(Optional.empty()).ifPresent(Cancellable::cancel);
    }

    /** Settling twice changes nothing, so replicas need not agree on who sweeps. */
    Uni<Void> sweep() {
        return deliveries
                .waiting()
                .onItem()
                .transformToMulti(waiting -> Multi.createFrom().iterable(waiting))
                .onItem()
                .transformToUniAndConcatenate(this::settled)
                .collect()
                .last()
                .flatMap(_ -> deliveries.purge())
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf("deliveries not swept this time: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private void counted(String outcome, String kind) {
        meters.counter("cortex.achievement.webhooks", "outcome", outcome, "kind", kind)
                .increment();
    }
}
