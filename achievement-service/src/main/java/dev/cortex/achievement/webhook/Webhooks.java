package dev.cortex.achievement.webhook;

import dev.cortex.achievement.Rhythm;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.Movements;
import dev.cortex.achievement.progress.Staleness;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.WebhookConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Takes each delivery once and then counts what it tells, or lets go what is kept of the user it moves. GitHub is answered
 * when it is stored, and waits only a moment for the rest. A delivery that is taken is not lost: what fails after that, finds
 * no room, or is left by a replica that ended, a sweep settles.
 */
@Singleton
final class Webhooks {
    private static final Logger LOG = Logger.getLogger(Webhooks.class);

    /** What became of a delivery. */
    enum Taking {
        /** It moves the numbers of a user, or they are asked for again when someone wants them. */
        ACCEPTED,
        /** It moves nobody's numbers. */
        IGNORED,
        /** It was taken before. */
        DUPLICATE
    }

    private final PostgresDeliveries deliveries;
    private final Movements movements;
    private final Staleness staleness;
    private final MeterRegistry meters;
    private final WebhookConfig config;
    private final Lane lane;
    private final Rhythm sweeping = new Rhythm();

    Webhooks(
            PostgresDeliveries deliveries,
            Movements movements,
            Staleness staleness,
            MeterRegistry meters,
            AchievementConfig config) {
        this.deliveries = deliveries;
        this.movements = movements;
        this.staleness = staleness;
        this.meters = meters;
        this.config = config.webhook();
        this.lane = new Lane(this.config.settledAtOnce(), this.config.waitingMax());
        meters.gauge("cortex.achievement.webhooks.waiting", lane, Lane::underWay);
    }

    Uni<Taking> take(Delivery delivery) {
        return deliveries
                .take(delivery)
                .flatMap(first -> {
                    if (!first) {
                        return Uni.createFrom().item(Taking.DUPLICATE);
                    }
                    Taking taking = delivery.moves().isPresent() ? Taking.ACCEPTED : Taking.IGNORED;
                    return settledSoon(delivery).replaceWith(taking);
                })
                .invoke(taking -> counted("taken", taking.name().toLowerCase(Locale.ROOT)));
    }

    /** One that nobody proved to be GitHub's. */
    void refused() {
        counted("refused", "unproven");
    }

    /** It goes on when the wait is over. */
    private Uni<Void> settledSoon(Delivery delivery) {
        CompletableFuture<Void> settled = lane.add(() -> settled(delivery));
        return Uni.createFrom()
                .completionStage(() -> settled)
                .ifNoItem()
                .after(config.answerWithin())
                .fail()
                .onFailure()
                .recoverWithNull();
    }

    /** The delivery is safe already, so nothing that fails here is told to GitHub. */
    private Uni<Void> settled(Delivery delivery) {
        return delivery.moves()
                .map(login -> moved(login, delivery))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .flatMap(_ -> deliveries.settle(delivery.id()))
                .onFailure()
                .invoke(failure -> LOG.warnf("a delivery waits to be settled: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> moved(Login login, Delivery delivery) {
        return delivery.happening()
                .map(happening -> movements.count(login, delivery.node(), happening, delivery.receivedAt()))
                .orElseGet(() -> staleness.before(login, delivery.receivedAt()));
    }

    void start(@Observes StartupEvent event) {
        sweeping.startInTurn(
                Duration.ZERO,
                config.sweepEvery(),
                this::sweep,
                failure -> LOG.error("deliveries are not swept any more", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        sweeping.stop();
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
