package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.FreshnessConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** {@link Staleness} of what the cache keeps, and of what the store would warm it with. */
@Singleton
final class CacheStaleness implements Staleness {
    private final ProgressStore store;
    private final ProgressCache cache;
    private final Duration remembered;

    CacheStaleness(ProgressStore store, ProgressCache cache, AchievementConfig config) {
        this.store = store;
        this.cache = cache;
        // What was asked for longer ago is not fresh anyway.
        FreshnessConfig freshness = config.freshness();
        this.remembered = freshness.ttl().plus(freshness.jitter()).plus(freshness.whileRevalidate());
    }

    @Override
    public Uni<Void> before(Login login, Instant time) {
        // The store first: from there the cache is warmed again.
        return store.outdate(login, time).flatMap(_ -> cache.forget(login, time, remembered));
    }
}
