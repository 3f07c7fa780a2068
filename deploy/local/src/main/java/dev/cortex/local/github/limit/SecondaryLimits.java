package dev.cortex.local.github.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The limits of one account that no header announces: requests at once, and points in a minute. */
public final class SecondaryLimits {
    private static final Duration WHEN_CROWDED = Duration.ofSeconds(1);

    private final Limits limits;
    private final MinuteWindow graphql = new MinuteWindow();
    private final MinuteWindow rest = new MinuteWindow();
    private int running;

    SecondaryLimits(Limits limits) {
        this.limits = limits;
    }

    /**
     * Lets a request in, or says after how long to come back. Whoever was let in calls {@link #leave()}.
     *
     * @param points of GitHub's secondary kind: 1 for reading, 5 for writing
     */
    public synchronized Optional<Duration> enter(Resource resource, int points, Instant now) {
        if (running >= limits.concurrent()) {
            return Optional.of(WHEN_CROWDED);
        }
        Duration wait =
                switch (resource) {
                    case GRAPHQL -> graphql.spend(points, limits.graphqlPerMinute(), now);
                    case REST -> rest.spend(points, limits.restPerMinute(), now);
                };
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        running++;
        return Optional.empty();
    }

    public synchronized void leave() {
        running--;
    }
}
