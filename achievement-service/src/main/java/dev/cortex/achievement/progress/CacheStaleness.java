package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;

/** {@link Staleness} of what the cache keeps, and of what the store would warm it with. */
@Singleton
final class CacheStaleness implements Staleness {
    private final ProgressStore store;
    private final ProgressCache cache;

    CacheStaleness(ProgressStore store, ProgressCache cache) {
        this.store = store;
        this.cache = cache;
    }

    @Override
    public Uni<Void> before(Login login, Instant time) {
        // The store first: from there the cache is warmed again.
        return store.outdate(login, time).flatMap(_ -> cache.forget(login, time));
    }
}
