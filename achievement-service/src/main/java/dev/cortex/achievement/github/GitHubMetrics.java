package dev.cortex.achievement.github;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** What GitHub costs and how it answers. */
@Singleton
final class GitHubMetrics {
    private final MeterRegistry meters;
    private final Counter points;

    GitHubMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.points = Counter.builder("cortex.achievement.github.points")
                .description("GraphQL points that GitHub took")
                .register(meters);
    }

    /** @param kind what it is asked for; a constant */
    Uni<Reply> timed(String kind, Supplier<Uni<Reply>> request) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(meters);
            return request.get().invoke(reply -> sample.stop(timer(kind, outcome(reply))));
        });
    }

    void paid(int cost) {
        points.increment(cost);
    }

    void tokenNotTaken(GitHubFailure failure) {
        meters.counter("cortex.achievement.github.tokens.not.taken", "reason", failure.tag())
                .increment();
    }

    private Timer timer(String kind, String outcome) {
        return Timer.builder("cortex.achievement.github.requests")
                .description("Requests to GitHub")
                .tag("kind", kind)
                .tag("outcome", outcome)
                .register(meters);
    }

    private static String outcome(Reply reply) {
        return switch (reply) {
            case Reply.Answered _ -> "answered";
            case Reply.Failed(GitHubFailure failure, var _) -> failure.tag();
        };
    }
}
