package dev.cortex.achievement.progress;

import dev.cortex.achievement.AchievementConfig;
import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Snapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What becomes of GitHub's answer: first it is stored for good, then it is kept warm. */
@Singleton
final class Landing {
    /** A limit is announced for up to an hour; so long nobody is kept from asking about one user. */
    private static final Duration LIMIT_KEPT_MAX = Duration.ofSeconds(30);

    private final AchievementConfig.Freshness config;
    private final ProgressStore store;
    private final ProgressCache cache;
    private final Clock clock;

    Landing(AchievementConfig config, ProgressStore store, ProgressCache cache, Clock clock) {
        this.config = config.freshness();
        this.store = store;
        this.cache = cache;
        this.clock = clock;
    }

    Uni<Reading> landed(Login login, Facts facts) {
        // What PostgreSQL keeps of a time, and what a reader can tell apart.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return store.join(facts, at).flatMap(snapshot -> kept(login, snapshot, Reading.Source.GITHUB));
    }

    /**
     * After Redis was wiped, or while it is down, the store still knows who was fetched a moment ago: that costs nothing.
     *
     * @param after only an answer of this time or later will do; else any that is fresh
     */
    Uni<Optional<Reading>> revived(Login login, Optional<Instant> after) {
        Instant needed = after.orElseGet(() -> clock.instant().minus(config.ttl()));
        return store.findCurrent(login)
                .onFailure()
                .recoverWithItem(Optional.empty())
                .map(found -> found.filter(snapshot -> !snapshot.fetchedAt().isBefore(needed)))
                .flatMap(found -> found.map(snapshot ->
                                kept(login, snapshot, Reading.Source.STORE).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Reading> kept(Login login, Snapshot snapshot, Reading.Source source) {
        Duration fresh = config.ttl().plusMillis(jitterMillis());
        Instant freshUntil = snapshot.fetchedAt().plus(fresh);
        Duration keepFor = Duration.between(clock.instant(), freshUntil).plus(config.whileRevalidate());
        return cache.keep(login, snapshot, freshUntil, keepFor)
                .replaceWith(() -> new Reading(snapshot, source, freshUntil, Optional.empty()));
    }

    Uni<Void> failed(Login login, GitHubFailure failure) {
        return cache.keepFailure(login, failure, keptFor(failure));
    }

    private Duration keptFor(GitHubFailure failure) {
        if (failure instanceof GitHubFailure.UnknownUser) {
            return config.unknown();
        }
        Duration asked = failure.retryAt()
                .map(until -> Duration.between(clock.instant(), until))
                .orElse(Duration.ZERO);
        Duration bounded = asked.compareTo(LIMIT_KEPT_MAX) > 0 ? LIMIT_KEPT_MAX : asked;
        return bounded.compareTo(config.failed()) > 0 ? bounded : config.failed();
    }

    private long jitterMillis() {
        return ThreadLocalRandom.current().nextLong(config.jitter().toMillis() + 1);
    }
}
