package dev.cortex.achievement.walk;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A span of time that is searched at once, in whole seconds, both ends included.
 *
 * <p>GitHub tells how many results a search has, but gives only the first 1,000. A window with more is halved until it has
 * fewer, or is a second long.
 */
public record Window(Instant from, Instant to) {
    /** Results of one search that can be reached. */
    public static final int REACHABLE = 1_000;

    public Window {
        from = from.truncatedTo(ChronoUnit.SECONDS);
        to = to.truncatedTo(ChronoUnit.SECONDS);
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a window that ends before it begins");
        }
    }

    boolean tooFull(long results) {
        return results > REACHABLE && to.isAfter(from);
    }

    Window firstHalf() {
        return new Window(from, from.plusSeconds(Duration.between(from, to).toSeconds() / 2));
    }

    boolean reaches(Instant end) {
        return !to.isBefore(end.truncatedTo(ChronoUnit.SECONDS));
    }

    /** What follows, up to twice as long: where there is little, the steps grow again. */
    Window next(Instant end) {
        Instant start = to.plusSeconds(1);
        Instant reach = start.plusSeconds(2 * Duration.between(from, to).toSeconds() + 1);
        return new Window(start, reach.isAfter(end) ? end : reach);
    }
}
