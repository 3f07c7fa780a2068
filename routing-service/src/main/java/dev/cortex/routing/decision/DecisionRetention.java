package dev.cortex.routing.decision;

import dev.cortex.routing.settings.DecisionsSettings;
import dev.cortex.routing.settings.RoutingSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Forgets old decisions, a bounded batch at a time; what they taught stays in the log of outcomes. */
@ApplicationScoped
public class DecisionRetention {
    private static final Logger LOG = Logger.getLogger(DecisionRetention.class);

    private final DecisionStore store;
    private final DecisionsSettings settings;
    private final Vertx vertx;
    private final InstantSource clock;

    DecisionRetention(DecisionStore store, RoutingSettings settings, Vertx vertx, InstantSource clock) {
        this.store = store;
        this.settings = settings.decisions();
        this.vertx = vertx;
        this.clock = clock;
    }

    public void forgetRegularly() {
        vertx.setPeriodic(settings.forgetInterval().toMillis(), timer -> forgetAll()
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("old decisions could not be forgotten: %s", failure.toString())));
    }

    private Uni<Integer> forgetAll() {
        Instant before = clock.instant().minus(settings.keep());
        int batch = settings.forgetBatch();
        return store.forget(before, batch)
                .repeat()
                .whilst(forgotten -> forgotten >= batch)
                .collect()
                .last();
    }
}
