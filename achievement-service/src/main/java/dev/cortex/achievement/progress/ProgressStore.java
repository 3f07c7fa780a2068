package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Snapshot;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** What is known for good. */
interface ProgressStore {
    /** The latest that is known under this login. */
    Uni<Optional<Snapshot>> find(Login login);

    /** As {@link #find}, but only what was fetched after the last time that it was outdated. */
    Uni<Optional<Snapshot>> findCurrent(Login login);

    /** What was fetched before this time is no longer {@link #findCurrent current}; it stays the latest that is known. */
    Uni<Void> outdate(Login login, Instant time);

    /**
     * Joins facts to what is known of the user and appends an observation for each achievement that changed, in one
     * transaction.
     *
     * @return what is known now, which is more than the facts where a part of them was missing
     */
    Uni<Snapshot> join(Facts facts, Instant at);
}
