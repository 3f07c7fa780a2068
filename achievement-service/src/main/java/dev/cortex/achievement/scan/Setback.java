package dev.cortex.achievement.scan;

import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.walk.Stride;
import java.time.Duration;
import java.time.Instant;

/** What becomes of a scan when a page did not come. */
sealed interface Setback {
    /** Soon, by the same replica. */
    record Again(Stride stride, Duration pause) implements Setback {}

    /** Later, by whichever replica. */
    record Rest(Stride stride, Duration rest, String reason) implements Setback {}

    /** Not before someone asks for it. */
    record Over(String reason) implements Setback {}

    /** With their pauses about a minute. */
    int FAILURES_MAX = 16;

    /** A user who is not found so often is gone. */
    int UNKNOWN_MAX = 5;

    Duration PAUSE_MIN = Duration.ofMillis(100);
    Duration PAUSE_MAX = Duration.ofSeconds(5);
    Duration CROWDED = Duration.ofSeconds(10);
    Duration REFUSED = Duration.ofMinutes(10);
    Duration REST_MIN = Duration.ofSeconds(1);
    Duration OUTAGE_MIN = Duration.ofMinutes(1);
    Duration OUTAGE_MAX = Duration.ofHours(1);

    /** @param pauses how often it rested since a page came */
    static Setback of(GitHubFailure failure, Stride stride, int pauses, Instant now) {
        return switch (failure) {
            case GitHubFailure.TooLarge _, GitHubFailure.Unavailable _, GitHubFailure.TimedOut _ ->
                again(stride.shorter(), failure, pauses);
            case GitHubFailure.Garbled _ -> again(stride.again(), failure, pauses);
            case GitHubFailure.UnknownUser _ ->
                stride.failures() + 1 < UNKNOWN_MAX ? again(stride.again(), failure, pauses) : new Over(failure.tag());
            case GitHubFailure.Busy _ -> new Rest(stride.rested(), CROWDED, failure.tag());
            case GitHubFailure.Refused _, GitHubFailure.NoToken _ -> new Rest(stride.rested(), REFUSED, failure.tag());
            case GitHubFailure.OutOfBudget _, GitHubFailure.SlowedDown _ -> {
                Duration told =
                        failure.retryAt().map(at -> Duration.between(now, at)).orElse(REST_MIN);
                yield new Rest(stride.rested(), told.compareTo(REST_MIN) < 0 ? REST_MIN : told, failure.tag());
            }
        };
    }

    private static Setback again(Stride next, GitHubFailure failure, int pauses) {
        if (next.failures() >= FAILURES_MAX) {
            return new Rest(next.rested(), grown(OUTAGE_MIN, pauses, OUTAGE_MAX), failure.tag());
        }
        return new Again(next, grown(PAUSE_MIN, next.failures() - 1, PAUSE_MAX));
    }

    private static Duration grown(Duration first, int times, Duration most) {
        Duration grown = first.multipliedBy(1L << Math.clamp(times, 0, 20));
        return grown.compareTo(most) > 0 ? most : grown;
    }
}
