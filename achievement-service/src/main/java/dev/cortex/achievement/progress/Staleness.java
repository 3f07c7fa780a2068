package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;

/** For those who know that what is kept of a user may no longer hold. */
@Singleton
public final class Staleness {
    private final ProgressCache cache;

    Staleness(ProgressCache cache) {
        this.cache = cache;
    }

    /** The next who asks gets an answer of this time or later. What is stored stays. */
    public Uni<Void> before(Login login, Instant time) {
        return cache.forget(login, time);
    }
}
