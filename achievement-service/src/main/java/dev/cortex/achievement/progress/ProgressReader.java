package dev.cortex.achievement.progress;

import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.github.GitHubException;
import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.progress.ProgressFlight.Want;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.FreshnessConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * How far a user is, at the least cost: from the cache while it is fresh; at once but marked stale for a moment after
 * that, while a new answer is fetched; from GitHub otherwise, by one flight over all replicas; and when GitHub fails, the
 * last that is known, with its age.
 */
@Singleton
public final class ProgressReader {
    private static final Logger LOG = Logger.getLogger(ProgressReader.class);

    private final FreshnessConfig config;
    private final ProgressCache cache;
    private final ProgressStore store;
    private final ProgressFlight flight;
    private final Clock clock;

    ProgressReader(
            AchievementConfig config, ProgressCache cache, ProgressStore store, ProgressFlight flight, Clock clock) {
        this.config = config.freshness();
        this.cache = cache;
        this.store = store;
        this.flight = flight;
        this.clock = clock;
    }

    /** @return fails with {@link GitHubException} when GitHub fails and nothing is known of the user */
    public Uni<Reading> read(Login login) {
        return cache.find(login).flatMap(cached -> cached.kept()
                .map(kept -> Uni.createFrom().item(given(login, kept, cached.failed())))
                .orElseGet(() -> missed(login, cached.failed())));
    }

    /**
     * As {@link #read}, but not from the cache.
     *
     * @param floor what was fetched within so long still is the answer: its source is then the cache or the store
     */
    public Uni<Reading> readNow(Login login, Duration floor) {
        return orKnown(login, flight.fetch(login, Want.since(clock.instant().minus(floor))));
    }

    private Reading given(Login login, Cached.Kept kept, Optional<GitHubFailure> failed) {
        boolean stale = !clock.instant().isBefore(kept.freshUntil());
        if (stale && failed.isEmpty()) {
            renewBehind(login);
        }
        return new Reading(
                kept.snapshot(),
                Reading.Source.CACHE,
                kept.freshUntil(),
                stale ? failed : Optional.empty(),
                kept.validatedAt());
    }

    /** A failure that was just met is not met again by everyone who asks in the same moment. */
    private Uni<Reading> missed(Login login, Optional<GitHubFailure> failed) {
        Uni<Reading> fetched = failed.<Uni<Reading>>map(
                        failure -> Uni.createFrom().failure(new GitHubException(failure)))
                .orElseGet(() -> flight.fetch(login, Want.fresh(Urgency.PERSON)));
        return orKnown(login, fetched);
    }

    private void renewBehind(Login login) {
        flight.fetch(login, Want.fresh(Urgency.BACKGROUND))
                .subscribe()
                .with(_ -> {}, failure -> LOG.debugf("not renewed behind a stale answer: %s", failure.getMessage()));
    }

    private Uni<Reading> orKnown(Login login, Uni<Reading> fetched) {
        return fetched.onFailure(GitHubException.class).recoverWithUni(failure -> known(login, failure));
    }

    /** That a user is gone is an answer, not an error: the old numbers are not told in its place. */
    private Uni<Reading> known(Login login, GitHubException failure) {
        if (failure.failure() instanceof GitHubFailure.UnknownUser) {
            return Uni.createFrom().failure(failure);
        }
        return store.find(login).onFailure().recoverWithItem(Optional.empty()).map(found -> found.filter(
                        this::youngEnough)
                .map(snapshot -> Reading.old(snapshot, failure.failure()))
                .orElseThrow(() -> failure));
    }

    private boolean youngEnough(Snapshot snapshot) {
        return snapshot.fetchedAt().plus(config.ifError()).isAfter(clock.instant());
    }
}
