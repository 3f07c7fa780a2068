package dev.cortex.achievement.progress;

import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Snapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * What the cache holds of one user.
 *
 * @param kept the last good answer
 * @param failed why the last attempt failed, while that still holds
 */
record Cached(Optional<Kept> kept, Optional<GitHubFailure> failed) {
    static final Cached NOTHING = new Cached(Optional.empty(), Optional.empty());

    /** @param validatedAt when it was last confirmed, if it was */
    record Kept(Snapshot snapshot, Instant freshUntil, Optional<Instant> validatedAt) {
        Kept(Snapshot snapshot, Instant freshUntil) {
            this(snapshot, freshUntil, Optional.empty());
        }
    }
}
