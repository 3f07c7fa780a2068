package dev.cortex.achievement.progress;

import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.github.GitHub;
import dev.cortex.achievement.github.GitHub.Roll;
import dev.cortex.achievement.github.GitHub.Sighting;
import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far many users are: those that are fresh from the cache, all others from GitHub in as few requests as can be. */
@Singleton
public final class BatchReader {
    /** Answers that are stored at once; each holds a connection of the database for a moment. */
    private static final int STORED_AT_ONCE = 8;

    private static final int LOOKED_UP_AT_ONCE = 32;

    private final GitHub github;
    private final ProgressCache cache;
    private final ProgressStore store;
    private final Landing landing;
    private final Clock clock;

    BatchReader(GitHub github, ProgressCache cache, ProgressStore store, Landing landing, Clock clock) {
        this.github = github;
        this.cache = cache;
        this.store = store;
        this.landing = landing;
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

    public Uni<Batch> read(List<Login> logins) {
        List<Login> distinct = List.copyOf(new LinkedHashSet<>(logins));
        return Multi.createFrom()
                .iterable(distinct)
                .onItem()
                .transformToUni(login -> fresh(login).map(found -> Map.entry(login, found)))
                .merge(LOOKED_UP_AT_ONCE)
                .collect()
                .asList()
                .flatMap(found -> completed(distinct, found));
    }

    private Uni<Optional<Reading>> fresh(Login login) {
        return cache.find(login).map(cached -> cached.kept()
                .filter(kept -> clock.instant().isBefore(kept.freshUntil()))
                .map(Reading::cached));
    }

    private Uni<Batch> completed(List<Login> asked, List<Map.Entry<Login, Optional<Reading>>> looked) {
        Map<Login, Outcome> outcomes = new LinkedHashMap<>();
        List<Login> missing = new ArrayList<>();
        looked.forEach(entry -> entry.getValue()
                .ifPresentOrElse(
                        reading -> outcomes.put(entry.getKey(), new Outcome.Known(entry.getKey(), reading)),
                        () -> missing.add(entry.getKey())));
        if (missing.isEmpty()) {
            return Uni.createFrom().item(batch(asked, outcomes, new Roll(Map.of(), 0, 0)));
        }
        return github.facts(missing, Urgency.BACKGROUND)
                .flatMap(roll -> landed(roll).map(landed -> {
                    landed.forEach(outcome -> outcomes.put(outcome.login(), outcome));
                    return batch(asked, outcomes, roll);
                }));
    }

    private Uni<List<Outcome>> landed(Roll roll) {
        return Multi.createFrom()
                .iterable(roll.sightings().entrySet())
                .onItem()
                .transformToUni(entry -> landed(entry.getKey(), entry.getValue()))
                .merge(STORED_AT_ONCE)
                .collect()
                .asList();
    }

    private Uni<Outcome> landed(Login login, Sighting sighting) {
        return switch (sighting) {
            case Sighting.Seen(Facts facts) ->
                landing.landed(login, facts).map(reading -> new Outcome.Known(login, reading));
            case Sighting.Missed(GitHubFailure.UnknownUser unknown) ->
                landing.failed(login, unknown).replaceWith(() -> new Outcome.Unknown(login, unknown));
            case Sighting.Missed(GitHubFailure failure) ->
                store.find(login).map(known -> known.<Outcome>map(
                                snapshot -> new Outcome.Known(login, Reading.old(snapshot, failure)))
                        .orElseGet(() -> new Outcome.Unknown(login, failure)));
        };
    }

    private static Batch batch(List<Login> asked, Map<Login, Outcome> outcomes, Roll roll) {
        return new Batch(asked.stream().map(outcomes::get).toList(), roll.requests(), roll.points());
    }
}
