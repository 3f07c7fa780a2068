package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;

/** {@link Staleness} of what the cache keeps. */
@Singleton
final class CacheStaleness implements Staleness {
    private final ProgressCache cache;

    CacheStaleness(ProgressCache cache) {
        this.cache = cache;
    }

    @Override
    public Uni<Void> before(Login login, Instant time) {
        return cache.forget(login, time);
    }
}
