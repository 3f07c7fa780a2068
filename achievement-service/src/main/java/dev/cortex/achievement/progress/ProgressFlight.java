package dev.cortex.achievement.progress;

import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.github.GitHub;
import dev.cortex.achievement.github.GitHubException;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.ProgressCache.Permit;
import dev.cortex.achievement.settings.AchievementConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One request to GitHub per user at a time, over all replicas: one takes the permission and fetches, the others wait
 * until its answer or its failure is in the cache. The wait is bounded: who waited too long fetches himself, because one
 * request too many is better than no answer.
 */
@Singleton
final class ProgressFlight {
    /** Who is overtaken again and again gets an answer that is marked stale in the end. */
    private static final int REPEATS_MAX = 2;

    private final AchievementConfig config;
    private final GitHub github;
    private final ProgressCache cache;
    private final Landing landing;
    private final Confirmation confirmation;
    private final Clock clock;
    private final Flights<Login, Reading> flights = new Flights<>();

    ProgressFlight(
            AchievementConfig config,
            GitHub github,
            ProgressCache cache,
            Landing landing,
            Confirmation confirmation,
            Clock clock) {
        this.config = config;
        this.github = github;
        this.cache = cache;
        this.landing = landing;
        this.confirmation = confirmation;
        this.clock = clock;
    }

    /** @param after only an answer of this time or later will do; else any that is fresh */
    record Want(Optional<Instant> after, Urgency urgency) {
        static Want fresh(Urgency urgency) {
            return new Want(Optional.empty(), urgency);
        }

        static Want since(Instant time) {
            // To the millisecond, as the times of answers are.
            return new Want(Optional.of(time.truncatedTo(ChronoUnit.MILLIS)), Urgency.PERSON);
        }
    }

    Uni<Reading> fetch(Login login, Want want) {
        return fetch(login, want, REPEATS_MAX);
    }

    /** The flight that was joined may have left before the time asked for. */
    private Uni<Reading> fetch(Login login, Want want, int repeats) {
        return flights.join(login, () -> permitted(login, want))
                .flatMap(reading -> repeats > 0
                                && want.after()
                                        .filter(reading.snapshot().fetchedAt()::isBefore)
                                        .isPresent()
                        ? fetch(login, want, repeats - 1)
                        : Uni.createFrom().item(reading));
    }

    private Uni<Reading> permitted(Login login, Want want) {
        return cache.permit(login, config.flight().lease()).flatMap(permit -> permit.map(
                        taken -> own(login, want, taken))
                .orElseGet(() ->
                        wait(login, want, clock.instant().plus(config.flight().patience()), 1)));
    }

    private Uni<Reading> own(Login login, Want want, Permit permit) {
        Uni<Reading> flown = landed(login, want)
                .flatMap(found ->
                        found.isPresent() ? Uni.createFrom().item(found) : landing.revived(login, want.after()))
                .flatMap(found -> found.isPresent() ? Uni.createFrom().item(found) : confirmed(login, want))
                .flatMap(found -> found.map(reading -> Uni.createFrom().item(reading))
                        .orElseGet(() -> fly(login, want, REPEATS_MAX)));
        return flown.onTermination().call(() -> cache.release(login, permit));
    }

    /** Another replica may have landed between the look into the cache and the permission. */
    private Uni<Optional<Reading>> landed(Login login, Want want) {
        return cache.find(login)
                .map(cached ->
                        cached.kept().filter(kept -> goodEnough(kept, want)).map(Reading::cached));
    }

    /** Who asks for an answer of now is not told an older one, however likely it still holds. */
    private Uni<Optional<Reading>> confirmed(Login login, Want want) {
        return want.after().isPresent()
                ? Uni.createFrom().item(Optional.empty())
                : confirmation.confirmed(login, want.urgency());
    }

    private boolean goodEnough(Cached.Kept kept, Want want) {
        return want.after()
                .map(time -> !kept.snapshot().fetchedAt().isBefore(time))
                .orElseGet(() -> clock.instant().isBefore(kept.freshUntil()));
    }

    /** An answer that something overtook on its way is stale when it lands: then GitHub is asked again, a few times at most. */
    private Uni<Reading> fly(Login login, Want want, int repeats) {
        return Uni.createFrom()
                .deferred(() -> {
                    Instant sent = clock.instant();
                    return github.facts(login, want.urgency()).flatMap(facts -> landing.landed(login, facts, sent));
                })
                .onFailure(GitHubException.class)
                .call(failure -> landing.failed(login, failure.failure()))
                .flatMap(landed -> repeats > 0 && landed.overtaken()
                        ? fly(login, want, repeats - 1)
                        : Uni.createFrom().item(landed.reading()));
    }

    /** Looks again and again, sooner at first: most flights take a few tenths of a second. */
    private Uni<Reading> wait(Login login, Want want, Instant until, int look) {
        if (!clock.instant().isBefore(until)) {
            return fly(login, want, REPEATS_MAX);
        }
        Duration every = config.flight().lookEvery();
        Duration pause = look < 4 ? every.dividedBy(5 - look) : every;
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(pause)
                .flatMap(_ -> cache.find(login))
                .flatMap(cached -> {
                    Optional<Cached.Kept> kept = cached.kept().filter(found -> goodEnough(found, want));
                    if (kept.isPresent()) {
                        return Uni.createFrom().item(Reading.cached(kept.get()));
                    }
                    if (cached.failed().isPresent()) {
                        return Uni.createFrom()
                                .failure(new GitHubException(cached.failed().get()));
                    }
                    return retake(login, want, until, look + 1);
                });
    }

    /** The other may have died without a word: then its permission is free, or will be when its lease ends. */
    private Uni<Reading> retake(Login login, Want want, Instant until, int look) {
        return cache.permit(login, config.flight().lease())
                .flatMap(permit ->
                        permit.map(taken -> own(login, want, taken)).orElseGet(() -> wait(login, want, until, look)));
    }
}
