package dev.cortex.achievement.outgoing;

import dev.cortex.achievement.Rhythm;
import dev.cortex.achievement.outgoing.PostgresOutbox.Telling;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.OutgoingConfig;
import dev.cortex.achievement.unlock.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tries what is due, some at once, until nothing is. A replica that ends in the middle leaves its tellings to the lease: a
 * subscriber may hear twice, with the same {@code X-Cortex-Delivery}, and never not at all while attempts are left.
 */
@Singleton
final class OutboxSender implements Outbox {
    private static final Logger LOG = Logger.getLogger(OutboxSender.class);

    private final PostgresOutbox outbox;
    private final SignedRequests requests;
    private final OutgoingConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final Rhythm sweeping = new Rhythm();

    OutboxSender(
            PostgresOutbox outbox,
            SignedRequests requests,
            AchievementConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.outbox = outbox;
        this.requests = requests;
        this.config = config.outgoing();
        this.meters = meters;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        sweeping.start(config.lookEvery(), this::look, failure -> LOG.error("webhooks are not sent any more", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        sweeping.stop();
    }

    @Override
    public void look() {
        again.set(true);
        if (working.compareAndSet(false, true)) {
            round();
        }
    }

    private void round() {
        again.set(false);
        sent().subscribe().with(full -> rounded(full), failure -> {
            LOG.debugf("webhooks not sent this time: %s", failure.getMessage());
            rounded(false);
        });
    }

    private void rounded(boolean full) {
        if (full || again.get()) {
            round();
            return;
        }
        working.set(false);
        if (again.get()) {
            look();
        }
    }

    /** @return whether there may be more */
    private Uni<Boolean> sent() {
        int atOnce = config.sentAtOnce();
        return outbox.claim(atOnce, config.timeout().multipliedBy(3))
                .flatMap(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUni(this::sent)
                        .merge(atOnce)
                        .collect()
                        .asList())
                .flatMap(all -> all.isEmpty()
                        ? outbox.purge(clock.instant().minus(config.kept())).replaceWith(false)
                        : Uni.createFrom().item(all.size() == atOnce));
    }

    private Uni<Boolean> sent(Telling telling) {
        return requests.send(telling)
                .flatMap(refused -> refused.map(reason -> failed(telling, reason))
                        .orElseGet(() -> outbox.delivered(telling).invoke(() -> counted("delivered"))))
                .replaceWith(true);
    }

    private Uni<Void> failed(Telling telling, String reason) {
        Optional<Duration> pause = Repeats.pause(
                telling.attempt(),
                config.attemptsMax(),
                config.firstPause(),
                config.pauseMax(),
                ThreadLocalRandom.current().nextDouble());
        Optional<Instant> due = pause.map(clock.instant()::plus);
        return outbox.failed(telling, due, reason).invoke(() -> counted(due.isPresent() ? "failed" : "given_up"));
    }

    private void counted(String outcome) {
        meters.counter("cortex.achievement.outgoing", "outcome", outcome).increment();
    }
}
