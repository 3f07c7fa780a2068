package dev.cortex.routing.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cortex.routing.RoutingSettings;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.text.Signature;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Decisions made before. The key holds all that a decision depends on: space, epoch of its model, type, priority and
 * the text. So two tasks share an entry only when they are the same, and what was learned shows with the next question,
 * because the epoch is another then; the entries of the old one age out unseen.
 */
@ApplicationScoped
class DecisionCache {
    private final Cache<Key, Decision> cache;
    private final double confidenceAbove;
    private final Counter hits;
    private final Counter misses;

    DecisionCache(RoutingSettings settings, MeterRegistry meters) {
        RoutingSettings.Cache bounds = settings.cache();
        cache = Caffeine.newBuilder()
                .maximumSize(bounds.entriesMax())
                .expireAfterWrite(bounds.keep())
                .build();
        confidenceAbove = bounds.confidenceAbove();
        hits = counter(meters, "hit");
        misses = counter(meters, "miss");
    }

    private record Key(String space, long epoch, String type, String priority, Signature text) {}

    Optional<Decision> find(String space, long epoch, Task task) {
        Decision found = cache.getIfPresent(key(space, epoch, task));
        (found == null ? misses : hits).increment();
        return Optional.ofNullable(found);
    }

    /** Keeps a decision that is sure enough to be made again unseen. */
    void keep(String space, Task task, Decision decision) {
        if (decision.confidence() > confidenceAbove) {
            cache.put(key(space, decision.epoch(), task), decision);
        }
    }

    private static Key key(String space, long epoch, Task task) {
        return new Key(space, epoch, task.type(), task.priority(), Signature.of(task.description()));
    }

    private static Counter counter(MeterRegistry meters, String result) {
        return Counter.builder("cortex.routing.cache.requests")
                .description("Decisions looked up in the cache of this process")
                .tag("result", result)
                .register(meters);
    }
}
