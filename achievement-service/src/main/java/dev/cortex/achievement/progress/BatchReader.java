package dev.cortex.achievement.progress;

import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.github.GitHub;
import dev.cortex.achievement.github.GitHub.Roll;
import dev.cortex.achievement.github.GitHub.Sighting;
import dev.cortex.achievement.github.GitHubException;
import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.AchievementConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far many users are: those that are fresh from the cache, those whose feed shows no activity as they were, all others
 * from GitHub in as few requests as can be.
 */
@Singleton
public final class BatchReader {
    private static final int LOOKED_UP_AT_ONCE = 32;

    /** While one slice is stored the next is asked for. */
    private static final int SLICES_AT_ONCE = 2;

    private final AchievementConfig config;
    private final GitHub github;
    private final ProgressCache cache;
    private final ProgressStore store;
    private final Landing landing;
    private final Confirmation confirmation;
    private final Clock clock;
    private final AtomicInteger underWay = new AtomicInteger();

    BatchReader(
            AchievementConfig config,
            GitHub github,
            ProgressCache cache,
            ProgressStore store,
            Landing landing,
            Confirmation confirmation,
            Clock clock) {
        this.config = config;
        this.github = github;
        this.cache = cache;
        this.store = store;
        this.landing = landing;
        this.confirmation = confirmation;
        this.clock = clock;
    }

    /** What became of one of many: a reading, or why there is none. */
    public sealed interface Outcome {
        Login login();

        record Known(Login login, Reading reading) implements Outcome {}

        record Unknown(Login login, GitHubFailure failure) implements Outcome {}
    }

    /**
     * @param outcomes in the order asked for, each user once
     * @param requests sent to GitHub
     * @param points GitHub took
     */
    public record Batch(List<Outcome> outcomes, int requests, int points) {}

    /** A slice of the users and what was paid for it. */
    private record Slice(List<Outcome> outcomes, int requests, int points) {}

    /**
     * @param force asks GitHub for all of them again, whatever is kept
     * @return fails with {@link GitHubException} when so many users are under way that this replica takes no more
     */
    public Uni<Batch> read(List<Login> logins, boolean force) {
        List<Login> distinct = List.copyOf(new LinkedHashSet<>(logins));
        return Uni.createFrom().deferred(() -> {
            int users = distinct.size();
            if (underWay.addAndGet(users) > config.batch().usersUnderWayMax()) {
                underWay.addAndGet(-users);
                return Uni.createFrom().failure(new GitHubException(new GitHubFailure.Busy()));
            }
            Uni<Map<Login, Outcome>> kept = force ? Uni.createFrom().item(Map.of()) : kept(distinct);
            return kept.flatMap(found -> fetched(distinct, found, force))
                    .onTermination()
                    .invoke(() -> underWay.addAndGet(-users));
        });
    }

    private Uni<Map<Login, Outcome>> kept(List<Login> logins) {
        return Multi.createFrom()
                .iterable(logins)
                .onItem()
                .transformToUni(
                        login -> fresh(login).map(found -> found.map(reading -> new Outcome.Known(login, reading))))
                .merge(LOOKED_UP_AT_ONCE)
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .in(HashMap::new, (all, known) -> all.put(known.login(), known));
    }

    private Uni<Optional<Reading>> fresh(Login login) {
        return cache.find(login).map(cached -> cached.kept()
                .filter(kept -> clock.instant().isBefore(kept.freshUntil()))
                .map(Reading::cached));
    }

    /** Slice by slice, so that what one brought is stored, and let go, while the next is under way. */
    private Uni<Batch> fetched(List<Login> asked, Map<Login, Outcome> kept, boolean force) {
        List<Login> missing =
                asked.stream().filter(login -> !kept.containsKey(login)).toList();
        Round round = Round.starting(clock.instant(), config, force);
        return Multi.createFrom()
                .iterable(slices(missing))
                .onItem()
                .transformToUni(slice -> confirmed(slice, round).flatMap(quiet -> fetched(slice, quiet, round)))
                .merge(SLICES_AT_ONCE)
                .collect()
                .asList()
                .map(slices -> joined(asked, kept, slices));
    }

    /** How long a call may look at feeds, and ask. */
    private record Round(Instant looksEnd, Instant end) {
        static Round starting(Instant now, AchievementConfig config, boolean force) {
            return new Round(
                    force ? now : now.plus(config.feed().batchTimeMax()),
                    now.plus(config.batch().timeMax()));
        }
    }

    private Uni<Map<Login, Reading>> confirmed(List<Login> slice, Round round) {
        return Uni.createFrom()
                .deferred(() -> clock.instant().isBefore(round.looksEnd())
                        ? confirmation.confirmed(slice, round.looksEnd())
                        : Uni.createFrom().item(Map.of()));
    }

    private Uni<Slice> fetched(List<Login> slice, Map<Login, Reading> quiet, Round round) {
        List<Login> left =
                slice.stream().filter(login -> !quiet.containsKey(login)).toList();
        List<Outcome> known = new ArrayList<>();
        quiet.forEach((login, reading) -> known.add(new Outcome.Known(login, reading)));
        if (left.isEmpty()) {
            return Uni.createFrom().item(new Slice(known, 0, 0));
        }
        // Older than each of its requests: none of the answers is taken for younger than it is.
        Instant sent = clock.instant();
        Uni<Roll> called = sent.isBefore(round.end())
                ? github.facts(left, Urgency.BACKGROUND)
                : Uni.createFrom().item(tooLate(left));
        return called.flatMap(roll -> landed(roll, sent).map(outcomes -> {
            known.addAll(outcomes);
            return new Slice(known, roll.requests(), roll.points());
        }));
    }

    private static Roll tooLate(List<Login> logins) {
        Map<Login, Sighting> missed = new HashMap<>();
        logins.forEach(login -> missed.put(login, new Sighting.Missed(new GitHubFailure.Busy())));
        return new Roll(missed, 0, 0);
    }

    private List<List<Login>> slices(List<Login> logins) {
        int size = config.batch().usersPerRequest() * config.batch().requestsAtOnce();
        List<List<Login>> slices = new ArrayList<>();
        for (int from = 0; from < logins.size(); from += size) {
            slices.add(logins.subList(from, Math.min(logins.size(), from + size)));
        }
        return slices;
    }

    private Uni<List<Outcome>> landed(Roll roll, Instant sent) {
        Map<Login, Facts> seen = new HashMap<>();
        Map<Login, GitHubFailure> missed = new HashMap<>();
        roll.sightings().forEach((login, sighting) -> {
            switch (sighting) {
                case Sighting.Seen(Facts facts) -> seen.put(login, facts);
                case Sighting.Missed(GitHubFailure failure) -> missed.put(login, failure);
            }
        });
        Uni<List<Outcome>> failed = Multi.createFrom()
                .iterable(missed.entrySet())
                .onItem()
                .transformToUni(entry -> missed(entry.getKey(), entry.getValue()))
                .merge(LOOKED_UP_AT_ONCE)
                .collect()
                .asList();
        return landing.landed(seen, sent)
                .flatMap(readings -> failed.map(outcomes -> {
                    List<Outcome> all = new ArrayList<>(outcomes);
                    readings.forEach((login, reading) -> all.add(new Outcome.Known(login, reading)));
                    return all;
                }));
    }

    private Uni<Outcome> missed(Login login, GitHubFailure missed) {
        return switch (missed) {
            case GitHubFailure.UnknownUser unknown ->
                landing.failed(login, unknown).replaceWith(() -> new Outcome.Unknown(login, unknown));
            case GitHubFailure failure ->
                store.find(login).map(known -> known.<Outcome>map(
                                snapshot -> new Outcome.Known(login, Reading.old(snapshot, failure)))
                        .orElseGet(() -> new Outcome.Unknown(login, failure)));
        };
    }

    private static Batch joined(List<Login> asked, Map<Login, Outcome> kept, List<Slice> slices) {
        Map<Login, Outcome> outcomes = new HashMap<>(kept);
        slices.forEach(slice -> slice.outcomes().forEach(outcome -> outcomes.put(outcome.login(), outcome)));
        return new Batch(
                asked.stream().map(outcomes::get).toList(),
                slices.stream().mapToInt(Slice::requests).sum(),
                slices.stream().mapToInt(Slice::points).sum());
    }
}
