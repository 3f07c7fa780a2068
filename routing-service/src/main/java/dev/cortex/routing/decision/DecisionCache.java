package dev.cortex.routing.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.settings.CacheSettings;
import dev.cortex.routing.settings.RoutingSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Decisions made before, in this process. What was learned shows with the next question, because the key is another then;
 * the entries of the old one age out unseen. An entry ends a fixed time after the decision was made, wherever that was.
 */
@ApplicationScoped
class DecisionCache {
    private final Cache<DecisionKey, Held> cache;
    private final double confidenceAbove;
    private final Duration keep;
    private final Counter hits;
    private final Counter misses;

    DecisionCache(RoutingSettings settings, MeterRegistry meters) {
        CacheSettings bounds = settings.cache();
        cache = Caffeine.newBuilder()
                .maximumSize(bounds.entriesMax())
                .expireAfter(Expiry.<DecisionKey, Held>creating((key, held) -> held.left()))
                .build();
        confidenceAbove = bounds.confidenceAbove();
        keep = bounds.keep();
        hits = counter(meters, "process", "hit");
        misses = counter(meters, "process", "miss");
    }

    private record Held(Decision decision, Duration left) {}

    Optional<Decision> find(DecisionKey key) {
        Held found = cache.getIfPresent(key);
        (found == null ? misses : hits).increment();
        return Optional.ofNullable(found).map(Held::decision);
    }

    /**
     * Keeps a decision that is sure enough to be made again unseen.
     *
     * @return whether it is
     */
    boolean keep(DecisionKey key, Decision decision) {
        boolean sure = decision.confidence() > confidenceAbove;
        if (sure) {
            keep(key, decision, keep);
        }
        return sure;
    }

    /** Keeps what another replica found sure enough, for what is left of its life. */
    void keep(DecisionKey key, Decision decision, Duration left) {
        cache.put(key, new Held(decision, left));
    }

    static Counter counter(MeterRegistry meters, String level, String result) {
        return Counter.builder("cortex.routing.cache.requests")
                .description("Decisions looked up in the cache: of this process, and of those then in the shared one")
                .tag("level", level)
                .tag("result", result)
                .register(meters);
    }
}
