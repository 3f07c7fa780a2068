package dev.cortex.achievement.progress;

import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.progress.BatchReader.Batch;
import dev.cortex.achievement.progress.BatchReader.Outcome;
import dev.cortex.achievement.settings.AchievementConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/**
 * Many users side by side, soon: what is known of each, however old. Who is not known at all is fetched and waited for; who
 * is not fresh is fetched behind the answer. One user is in one batch at a time.
 */
@Singleton
public final class CrowdReader {
    private static final Logger LOG = Logger.getLogger(CrowdReader.class);
    private static final int LOOKED_UP_AT_ONCE = 32;

    private final AchievementConfig config;
    private final BatchReader batch;
    private final ProgressCache cache;
    private final ProgressStore store;
    private final Clock clock;
    private final ConcurrentMap<Login, Uni<Batch>> underWay = new ConcurrentHashMap<>();

    CrowdReader(AchievementConfig config, BatchReader batch, ProgressCache cache, ProgressStore store, Clock clock) {
        this.config = config;
        this.batch = batch;
        this.cache = cache;
        this.store = store;
        this.clock = clock;
    }

    /** What can be told of one of them now. */
    public sealed interface Sight {
        record Known(Reading reading) implements Sight {}

        record Unknown(GitHubFailure failure) implements Sight {}

        /** Nothing yet: he is being asked for. */
        record Pending() implements Sight {}
    }

    /** Each user once, in the order asked for. */
    public Uni<Map<Login, Sight>> read(List<Login> logins) {
        Set<Login> distinct = new LinkedHashSet<>(logins);
        return Multi.createFrom()
                .iterable(distinct)
                .onItem()
                .transformToUni(login -> known(login).map(sight -> Map.entry(login, sight)))
                .merge(LOOKED_UP_AT_ONCE)
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue)
                .flatMap(found -> completed(distinct, found));
    }

    private Uni<Sight> known(Login login) {
        return cache.find(login).flatMap(cached -> {
            if (cached.kept().isPresent()) {
                Reading reading = Reading.cached(cached.kept().get());
                return Uni.createFrom().item(new Sight.Known(reading));
            }
            if (cached.failed().orElse(null) instanceof GitHubFailure.UnknownUser unknown) {
                return Uni.createFrom().item(new Sight.Unknown(unknown));
            }
            return store.find(login)
                    .map(stored -> stored.<Sight>map(this::stored).orElseGet(Sight.Pending::new));
        });
    }

    private Sight stored(Snapshot snapshot) {
        Duration fresh = config.freshness().ttl();
        return new Sight.Known(
                new Reading(snapshot, Reading.Source.STORE, snapshot.fetchedAt().plus(fresh), Optional.empty()));
    }

    private Uni<Map<Login, Sight>> completed(Set<Login> asked, Map<Login, Sight> found) {
        Map<Login, Sight> sights = new LinkedHashMap<>();
        asked.forEach(login -> sights.put(login, found.getOrDefault(login, new Sight.Pending())));
        List<Login> missing = new ArrayList<>();
        List<Login> old = new ArrayList<>();
        for (Login login : asked) {
            switch (sights.get(login)) {
                case Sight.Known(Reading reading) when reading.staleAt(clock.instant()) -> old.add(login);
                case Sight.Pending _ -> missing.add(login);
                case Sight.Known _, Sight.Unknown _ -> {
                    // needs nothing
                }
                case null -> throw new IllegalStateException("looked up, but not found");
            }
        }
        fetch(old);
        List<Uni<Batch>> flights = fetch(missing);
        if (flights.isEmpty()) {
            return Uni.createFrom().item(sights);
        }
        return landed(flights).map(outcomes -> {
            missing.forEach(login -> sights.put(login, outcomes.getOrDefault(login, new Sight.Pending())));
            return sights;
        });
    }

    /** @return the flights that these users are on, those begun for others too */
    private List<Uni<Batch>> fetch(List<Login> logins) {
        Set<Uni<Batch>> flights = new LinkedHashSet<>();
        List<Login> left = new ArrayList<>();
        for (Login login : logins) {
            Uni<Batch> flight = underWay.get(login);
            if (flight == null) {
                left.add(login);
            } else {
                flights.add(flight);
            }
        }
        if (!left.isEmpty()) {
            flights.add(start(left));
        }
        return List.copyOf(flights);
    }

    private Uni<Batch> start(List<Login> logins) {
        Uni<Batch> flight = batch.read(logins, false)
                .onTermination()
                .invoke(() -> logins.forEach(underWay::remove))
                .memoize()
                .indefinitely();
        logins.forEach(login -> underWay.put(login, flight));
        // Nobody's leaving ends it.
        flight.subscribe().with(_ -> {}, failure -> LOG.debugf("a team was not fetched: %s", failure.getMessage()));
        return flight;
    }

    /** What has landed when the patience is over. */
    private Uni<Map<Login, Sight>> landed(List<Uni<Batch>> flights) {
        Map<Login, Sight> seen = new ConcurrentHashMap<>();
        Uni<Void> all = Uni.join()
                .all(flights.stream()
                        .map(flight -> flight.invoke(landed -> note(landed, seen)))
                        .toList())
                .andCollectFailures()
                .replaceWithVoid();
        return all.ifNoItem()
                .after(config.team().patience())
                .fail()
                .replaceWith(() -> seen)
                .onFailure()
                .recoverWithItem(() -> seen);
    }

    private static void note(Batch landed, Map<Login, Sight> seen) {
        for (Outcome outcome : landed.outcomes()) {
            seen.put(
                    outcome.login(),
                    switch (outcome) {
                        case Outcome.Known(Login _, Reading reading) -> new Sight.Known(reading);
                        case Outcome.Unknown(Login _, GitHubFailure failure) -> new Sight.Unknown(failure);
                    });
        }
    }
}
