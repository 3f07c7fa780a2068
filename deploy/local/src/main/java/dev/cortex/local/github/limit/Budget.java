package dev.cortex.local.github.limit;

import java.time.Duration;
import java.time.Instant;

/** One resource of one account: so many points in a window that starts with the first request in it. */
public final class Budget {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final int limit;
    private Instant resetAt = Instant.EPOCH;
    private int used;

    Budget(int limit) {
        this.limit = limit;
    }

    /** How the budget stands, as the {@code x-ratelimit-} headers tell it. */
    public record State(int limit, int used, Instant resetAt) {
        public int remaining() {
            return limit - used;
        }
    }

    /**
     * Takes the points from what is left.
     *
     * @return whether there was anything left; the last request may cost more than that
     */
    public synchronized boolean charge(int points, Instant now) {
        roll(now);
        if (used >= limit) {
            return false;
        }
        used += Math.min(points, limit - used);
        return true;
    }

    public synchronized void exhaust(Instant now) {
        roll(now);
        used = limit;
    }

    public synchronized State state(Instant now) {
        roll(now);
        return new State(limit, used, resetAt);
    }

    private void roll(Instant now) {
        if (!now.isBefore(resetAt)) {
            // The header carries whole seconds; a client that waits until then must find the window over.
            resetAt = Instant.ofEpochSecond(now.plus(WINDOW).getEpochSecond());
            used = 0;
        }
    }
}
