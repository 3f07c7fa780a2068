package dev.cortex.gateway.route;

import java.time.Duration;
import java.util.Map;

/**
 * What a route says about caching.
 *
 * @param defaultTtl freshness by status for answers that state none themselves
 */
public record CacheRule(boolean enabled, Map<Integer, Duration> defaultTtl) {
    public static final CacheRule OFF = new CacheRule(false, Map.of());

    public CacheRule {
        defaultTtl = Map.copyOf(defaultTtl);
    }
}
