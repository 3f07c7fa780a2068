package dev.cortex.achievement.github;

import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.BreakerConfig;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * {@link Breaker} that opens when most of the last requests met a GitHub that is down or hangs, and lets one through after
 * a pause to see whether it is back. A limit, an unknown user or a refused token says that GitHub is up.
 */
@Singleton
final class CircuitBreaker implements Breaker {
    private final TypedGuard<Uni<Reply>> guard;

    CircuitBreaker(AchievementConfig config) {
        BreakerConfig settings = config.github().breaker();
        this.guard = TypedGuard.create(new TypeLiteral<Uni<Reply>>() {})
                .withDescription("github")
                .withCircuitBreaker()
                .failOn(GitHubException.class)
                .requestVolumeThreshold(settings.window())
                .failureRatio(settings.failureRatio())
                .delay(settings.pause().toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
    }

    @Override
    public Uni<Reply> through(Supplier<Uni<Reply>> request) {
        return Uni.createFrom()
                .deferred(() -> guard.get(() -> request.get().map(CircuitBreaker::downAsFailure)))
                .onFailure(GitHubException.class)
                .recoverWithItem(down -> new Reply.Failed(down.failure(), Optional.empty()))
                .onFailure(CircuitBreakerOpenException.class)
                .recoverWithItem(() -> new Reply.Failed(new GitHubFailure.Unavailable(0), Optional.empty()));
    }

    private static Reply downAsFailure(Reply reply) {
        return switch (reply) {
            case Reply.Failed(GitHubFailure.Unavailable down, var _) -> throw new GitHubException(down);
            case Reply.Failed(GitHubFailure.TimedOut hangs, var _) -> throw new GitHubException(hangs);
            case Reply.Failed failed -> failed;
            case Reply.Answered answered -> answered;
        };
    }
}
