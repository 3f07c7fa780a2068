package dev.cortex.achievement.progress;

import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Snapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * What can be told of a user now.
 *
 * @param source where it was taken from
 * @param freshUntil until when it counts as fresh; in the past for a stale one
 * @param trouble why it could not be renewed, where that was tried
 * @param validatedAt when it was last confirmed that nothing is known to have changed since it was fetched
 */
public record Reading(
        Snapshot snapshot,
        Source source,
        Instant freshUntil,
        Optional<GitHubFailure> trouble,
        Optional<Instant> validatedAt) {
    Reading(Snapshot snapshot, Source source, Instant freshUntil, Optional<GitHubFailure> trouble) {
        this(snapshot, source, freshUntil, trouble, Optional.empty());
    }

    /** Where an answer comes from. */
    public enum Source {
        GITHUB,
        CACHE,
        STORE
    }

    static Reading cached(Cached.Kept kept) {
        return new Reading(kept.snapshot(), Source.CACHE, kept.freshUntil(), Optional.empty(), kept.validatedAt());
    }

    /** The last that is known, in place of an answer that did not come. */
    static Reading old(Snapshot snapshot, GitHubFailure trouble) {
        return new Reading(snapshot, Source.STORE, Instant.EPOCH, Optional.of(trouble));
    }

    public boolean staleAt(Instant now) {
        return !now.isBefore(freshUntil);
    }
}
