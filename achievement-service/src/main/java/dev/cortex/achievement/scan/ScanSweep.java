package dev.cortex.achievement.scan;

import dev.cortex.achievement.Rhythm;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.ScanConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Takes scans that are due, so many at once: new ones, those whose rest is over, and those that a dead replica left. Replicas
 * need not agree: a claim is one statement.
 */
@Singleton
final class ScanSweep {
    private static final Logger LOG = Logger.getLogger(ScanSweep.class);

    private final ScanStore store;
    private final ScanRunner runner;
    private final ScanConfig config;
    private final AtomicInteger running = new AtomicInteger();
    private final Set<Running> runs = ConcurrentHashMap.newKeySet();
    private final Rhythm sweeping = new Rhythm();

    ScanSweep(ScanStore store, ScanRunner runner, AchievementConfig config, MeterRegistry meters) {
        this.store = store;
        this.runner = runner;
        this.config = config.scan();
        Gauge.builder("cortex.achievement.scan.running", running, AtomicInteger::get)
                .description("Deep scans that this replica works on")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        sweeping.start(config.sweepEvery(), this::sweep, failure -> LOG.error("scans are not swept any more", failure));
    }

    /** Whoever goes on begins at the last page that was kept, after the lease. */
    void stop(@Observes ShutdownEvent event) {
        sweeping.stop();
        abandon();
    }

    /** Leaves every scan as if this replica had died. */
    void abandon() {
        runs.forEach(each -> each.subscription.cancel());
    }

    /** Returns at once; takes as many as there is room for. */
    void sweep() {
        if (running.incrementAndGet() > config.atOnce()) {
            running.decrementAndGet();
            return;
        }
        Running self = new Running();
        runs.add(self);
        self.subscription = store.claim()
                .flatMap(claim -> claim.map(taken -> {
                            // There may be more to take.
                            sweep();
                            return runner.run(taken).replaceWith(true);
                        })
                        .orElseGet(() -> Uni.createFrom().item(false)))
                .onTermination()
                .invoke(() -> {
                    runs.remove(self);
                    running.decrementAndGet();
                })
                .subscribe()
                .with(
                        took -> {
                            if (took) {
                                sweep();
                            }
                        },
                        failure -> LOG.warnf(failure, "a scan waits for its lease to end"));
    }

    /** One that may end before its subscription is known. */
    private static final class Running {
        private volatile Cancellable subscription = () -> {};
    }
}
