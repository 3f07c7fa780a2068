package dev.cortex.routing.decision;

import dev.cortex.routing.settings.DecisionsSettings;
import dev.cortex.routing.settings.RoutingSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Writes down the decisions made over HTTP, many with one statement and without making the asker wait: what is not
 * written yet is found here. Another replica finds it a write interval later, which is why a look-up for a task that is
 * nowhere is made a second time after that.
 */
@ApplicationScoped
public class DecisionBook {
    private static final Logger LOG = Logger.getLogger(DecisionBook.class);
    private static final int INTERVALS_UNTIL_WRITTEN_ELSEWHERE = 5;

    private final DecisionStore store;
    private final DecisionsSettings settings;
    private final Vertx vertx;
    private final Map<Place, Routed> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    DecisionBook(DecisionStore store, RoutingSettings settings, Vertx vertx, MeterRegistry meters) {
        this.store = store;
        this.settings = settings.decisions();
        this.vertx = vertx;
        Gauge.builder("cortex.routing.decisions.waiting", waiting, Map::size)
                .description("Decisions that are not written to the database yet")
                .register(meters);
    }

    private record Place(String space, String task) {}

    /** @return false when too much waits already: nothing was taken */
    public boolean note(List<Routed> routed) {
        if (waiting.size() + routed.size() > settings.waitingMax()) {
            return false;
        }
        routed.forEach(one -> waiting.put(new Place(one.space(), one.task().id()), one));
        writeSoon();
        return true;
    }

    /** Like {@link #find}, without waiting for what another replica may be writing. */
    public Uni<Map<String, Routed>> known(String space, Set<String> tasks) {
        return look(space, tasks);
    }

    /** The decisions of those tasks that have one, by task id. */
    public Uni<Map<String, Routed>> find(String space, Set<String> tasks) {
        return look(space, tasks).flatMap(found -> {
            if (found.size() == tasks.size()) {
                return Uni.createFrom().item(found);
            }
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(settings.writeInterval().multipliedBy(INTERVALS_UNTIL_WRITTEN_ELSEWHERE))
                    .flatMap(later -> look(space, tasks));
        });
    }

    private Uni<Map<String, Routed>> look(String space, Set<String> tasks) {
        Map<String, Routed> here = new HashMap<>();
        for (String task : tasks) {
            Routed routed = waiting.get(new Place(space, task));
            if (routed != null) {
                here.put(task, routed);
            }
        }
        return here.size() == tasks.size()
                ? Uni.createFrom().item(here)
                : store.find(space, tasks).map(stored -> {
                    stored.forEach(here::putIfAbsent);
                    return here;
                });
    }

    private void writeSoon() {
        if (writing.compareAndSet(false, true)) {
            vertx.setTimer(settings.writeInterval().toMillis(), timer -> write());
        }
    }

    private void write() {
        List<Map.Entry<Place, Routed>> batch = waiting.entrySet().stream()
                .limit(settings.writeBatch())
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
        List<Routed> routed = batch.stream().map(Map.Entry::getValue).toList();
        store.keepLatest(routed).subscribe().with(written -> written(batch), failure -> {
            LOG.warnf("%d decisions can not be written, tried again: %s", waiting.size(), failure.toString());
            vertx.setTimer(1_000, timer -> write());
        });
    }

    /** Removes what was written, unless a newer decision of the same task has taken its place. */
    private void written(List<Map.Entry<Place, Routed>> batch) {
        batch.forEach(entry -> waiting.remove(entry.getKey(), entry.getValue()));
        if (!waiting.isEmpty()) {
            write();
            return;
        }
        writing.set(false);
        if (!waiting.isEmpty()) {
            writeSoon();
        }
    }
}
