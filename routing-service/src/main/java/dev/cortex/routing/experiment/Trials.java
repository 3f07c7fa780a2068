package dev.cortex.routing.experiment;

import dev.cortex.routing.settings.ExperimentsSettings;
import dev.cortex.routing.settings.RoutingSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Writes trials down, many with one statement and without making a decision wait. What there is no room for, because the
 * database is away, is left out whichever arm it is of, so that no arm is favoured.
 */
@ApplicationScoped
class Trials {
    private static final Logger LOG = Logger.getLogger(Trials.class);
    private static final long RETRY_MILLIS = 1_000;

    private final TrialStore store;
    private final ExperimentsSettings settings;
    private final Vertx vertx;
    private final Queue<Trial> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final Counter dropped;

    Trials(TrialStore store, RoutingSettings settings, Vertx vertx, MeterRegistry meters) {
        this.store = store;
        this.settings = settings.experiments();
        this.vertx = vertx;
        dropped = Counter.builder("cortex.routing.trials.dropped")
                .description("Trials of experiments that there was no room to write down")
                .register(meters);
    }

    void note(Trial trial) {
        if (size.get() >= settings.waitingMax()) {
            dropped.increment();
            return;
        }
        size.incrementAndGet();
        waiting.add(trial);
        if (writing.compareAndSet(false, true)) {
            vertx.setTimer(settings.writeInterval().toMillis(), timer -> write());
        }
    }

    /** Whether an experiment has as many as {@code max}. */
    Uni<Boolean> reached(Experiment experiment, long max) {
        return store.reached(experiment.space(), experiment.id(), max);
    }

    private void write() {
        List<Trial> batch = new ArrayList<>();
        for (Trial next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
            if (batch.size() >= settings.writeBatch()) {
                break;
            }
        }
        write(batch);
    }

    private void write(List<Trial> batch) {
        store.keep(batch).subscribe().with(done -> written(batch.size()), failure -> {
            LOG.warnf("%d trials can not be written, tried again: %s", size.get(), failure.toString());
            vertx.setTimer(RETRY_MILLIS, timer -> write(batch));
        });
    }

    private void written(int count) {
        size.addAndGet(-count);
        if (!waiting.isEmpty()) {
            write();
            return;
        }
        writing.set(false);
        if (!waiting.isEmpty() && writing.compareAndSet(false, true)) {
            write();
        }
    }
}
