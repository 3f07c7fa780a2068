package dev.cortex.achievement.progress;

import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Look;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.progress.ProgressStore.Joined;
import dev.cortex.achievement.progress.ProgressStore.Seen;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.FreshnessConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What becomes of GitHub's answer: first it is stored for good, then it is kept warm. */
@Singleton
final class Landing {
    /** A limit is announced for up to an hour; so long nobody is kept from asking about one user. */
    private static final Duration LIMIT_KEPT_MAX = Duration.ofSeconds(30);

    private static final int KEPT_AT_ONCE = 32;

    private final FreshnessConfig config;
    private final ProgressStore store;
    private final ProgressCache cache;
    private final Clock clock;

    Landing(AchievementConfig config, ProgressStore store, ProgressCache cache, Clock clock) {
        this.config = config.freshness();
        this.store = store;
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * @param sent when GitHub was asked: so old is the answer, whenever it comes
     * @return stale where it was overtaken
     */
    Uni<Landed> landed(Login login, Facts facts, Instant sent) {
        return store.join(List.of(seen(facts, sent))).map(List::getFirst).flatMap(joined -> kept(login, joined)
                .map(reading -> new Landed(reading, !joined.current())));
    }

    /** @param overtaken whether something happened to the user since GitHub was asked */
    record Landed(Reading reading, boolean overtaken) {}

    /** As {@link #landed}, for many in few transactions. */
    Uni<Map<Login, Reading>> landed(Map<Login, Facts> answers, Instant sent) {
        List<Login> logins = new ArrayList<>();
        List<Seen> seen = new ArrayList<>();
        answers.forEach((login, facts) -> {
            logins.add(login);
            seen.add(seen(facts, sent));
        });
        return store.join(seen).flatMap(joined -> Multi.createFrom()
                .range(0, logins.size())
                .onItem()
                .transformToUni(
                        i -> kept(logins.get(i), joined.get(i)).map(reading -> Map.entry(logins.get(i), reading)))
                .merge(KEPT_AT_ONCE)
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** To the millisecond: what Redis keeps of a time, and what a reader can tell apart. */
    private Seen seen(Facts facts, Instant sent) {
        return new Seen(facts, new Look(sent.truncatedTo(ChronoUnit.MILLIS), clock.instant()));
    }

    private Uni<Reading> kept(Login login, Joined joined) {
        Snapshot snapshot = joined.snapshot();
        return joined.current()
                ? kept(login, snapshot, Reading.Source.GITHUB)
                : Uni.createFrom()
                        .item(new Reading(snapshot, Reading.Source.GITHUB, snapshot.fetchedAt(), Optional.empty()));
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
