package dev.cortex.achievement.progress;

import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Snapshot;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Warmth shared by all replicas. Nothing here ever fails: without its server it is empty and forgets. */
interface ProgressCache {
    Uni<Cached> find(Login login);

    /**
     * Keeps an answer, unless a newer one is kept already or it was asked for before it was to be {@link #forget forgotten};
     * what failed before is forgotten.
     *
     * @param keepFor longer than it is fresh, so that it can be given while a new one is fetched
     */
    Uni<Void> keep(Login login, Snapshot snapshot, Instant freshUntil, Duration keepFor);

    /** Puts what an event moved, or a scan proved, in the place of the answer it goes with; for as long as that one is kept. */
    Uni<Void> renew(Login login, Snapshot moved);

    /** Notes beside a kept answer when it was confirmed; gone with that answer. */
    Uni<Void> confirm(Login login, Instant fetchedAt, Instant validatedAt);

    /** Remembers for a moment that it failed, so that not everyone who waits tries again. */
    Uni<Void> keepFailure(Login login, GitHubFailure failure, Duration keepFor);

    /**
     * Lets the answer for this login go, if it was asked for until the time given.
     *
     * @param remembered so long no such answer is kept either: one may still be under way
     */
    Uni<Void> forget(Login login, Instant until, Duration remembered);

    /**
     * Takes the one permission to fetch this login.
     *
     * @return the token to give it back with; empty while another replica has it
     */
    Uni<Optional<Permit>> permit(Login login, Duration lease);

    /** Gives the permission back, if it is still the one that was taken. */
    Uni<Void> release(Login login, Permit permit);

    /** @param shared whether other replicas know of it; without the server each replica permits itself */
    record Permit(String token, boolean shared) {}
}
