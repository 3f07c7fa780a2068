package dev.cortex.achievement.budget;

import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.GitHubConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Where every request to GitHub is paid: it waits for a place, then for points of some account, is sent, and settled by what
 * came back. One that GitHub does not take from an account is sent again from another, until none is left.
 */
@Singleton
public final class Till {
    /** A place that another replica gives back is found so soon. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    /** An installation that got no token is tried again so soon. */
    private static final Duration TOKEN_AGAIN = Duration.ofSeconds(10);

    private final Purses purses;
    private final TokenPool pool;
    private final Places places;
    private final Duration patience;
    private final Clock clock;

    Till(AchievementConfig config, Purses purses, TokenPool pool, MeterRegistry meters, Clock clock) {
        GitHubConfig github = config.github();
        this.purses = purses;
        this.pool = pool;
        this.places =
                new Places(github.concurrencyMax(), Purses.background(github.concurrencyMax()), github.waitingMax());
        this.patience = github.timeout();
        this.clock = clock;
        Gauge.builder("cortex.achievement.github.in.flight", places, Places::taken)
                .description("Requests to GitHub that this replica has under way")
                .register(meters);
        Gauge.builder("cortex.achievement.github.waiting", places, Places::waiting)
                .description("Requests that wait for one of this replica's places")
                .register(meters);
    }

    /**
     * One kind of request.
     *
     * @param send with the token, and the purse that pays
     * @param verdict what the reply says of the payer
     * @param denied the reply where nothing is sent
     */
    public record Errand<R>(
            BiFunction<Token, String, Uni<R>> send, Function<R, Verdict> verdict, Function<Obstacle, R> denied) {}

    /** @return never fails by itself: what is not sent has its reply too */
    public <R> Uni<R> pay(Ask ask, Errand<R> errand) {
        return places.enter(ask.urgency()).flatMap(entered -> {
            if (!entered) {
                return Uni.createFrom().item(errand.denied().apply(new Obstacle.Crowded()));
            }
            Instant end = clock.instant().plus(patience);
            return paid(ask, errand, new Trial(end, 2 * purses.size()))
                    .onTermination()
                    .invoke(() -> places.leave(ask.urgency()));
        });
    }

    /** How long a place of an account is waited for, and how many accounts may refuse. */
    private record Trial(Instant end, int refusals) {
        Trial refused() {
            return new Trial(end, refusals - 1);
        }
    }

    private <R> Uni<R> paid(Ask ask, Errand<R> errand, Trial trial) {
        return pool.take(ask).flatMap(grant -> switch (grant) {
            case Grant.Granted(Lease lease) -> sent(ask, errand, trial, lease);
            case Grant.Denied(Obstacle.Crowded _)
            when clock.instant().isBefore(trial.end()) ->
                Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(LOOK_AGAIN.plusMillis(ThreadLocalRandom.current().nextLong(LOOK_AGAIN.toMillis())))
                        .flatMap(_ -> paid(ask, errand, trial));
            case Grant.Denied(Obstacle obstacle) ->
                Uni.createFrom().item(errand.denied().apply(obstacle));
        });
    }

    private <R> Uni<R> sent(Ask ask, Errand<R> errand, Trial trial, Lease lease) {
        return purses.token(lease.purse())
                .<Paying>map(Paying.With::new)
                .onFailure()
                .recoverWithItem(failure -> new Paying.Without(withoutToken(failure)))
                .flatMap(paying -> switch (paying) {
                    case Paying.With(Token token) -> sent(ask, errand, trial, lease, token);
                    case Paying.Without(Verdict verdict) ->
                        pool.settle(lease, verdict).flatMap(_ -> again(ask, errand, trial, obstacle(verdict)));
                });
    }

    private sealed interface Paying {
        record With(Token token) implements Paying {}

        record Without(Verdict verdict) implements Paying {}
    }

    private Verdict withoutToken(Throwable failure) {
        return failure instanceof TokenRefused
                ? new Verdict.Refused()
                : new Verdict.Slowed(Optional.of(clock.instant().plus(TOKEN_AGAIN)));
    }

    private <R> Uni<R> sent(Ask ask, Errand<R> errand, Trial trial, Lease lease, Token token) {
        return errand.send()
                .apply(token, lease.purse())
                .onFailure()
                .call(() -> pool.settle(lease, new Verdict.Taken(Optional.empty(), Optional.empty())))
                .flatMap(reply -> settled(ask, errand, trial, lease, reply));
    }

    private <R> Uni<R> settled(Ask ask, Errand<R> errand, Trial trial, Lease lease, R reply) {
        Verdict verdict = errand.verdict().apply(reply);
        return pool.settle(lease, verdict)
                .flatMap(_ -> verdict.ofThePayer()
                        ? again(ask, errand, trial, obstacle(verdict))
                        : Uni.createFrom().item(reply));
    }

    /** The account is blocked by now, so another is found, or none. */
    private <R> Uni<R> again(Ask ask, Errand<R> errand, Trial trial, Obstacle obstacle) {
        return trial.refusals() > 0
                ? paid(ask, errand, trial.refused())
                : Uni.createFrom().item(errand.denied().apply(obstacle));
    }

    private Obstacle obstacle(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Spent(Instant until) -> new Obstacle.Spent(until);
            case Verdict.Slowed(var until) ->
                new Obstacle.Slowed(until.orElseGet(() -> clock.instant().plus(PoolRules.SLOWED_MIN)));
            case Verdict.Refused _ -> new Obstacle.Refused();
            case Verdict.Taken _ -> throw new IllegalArgumentException("nothing stands in the way");
        };
    }
}
