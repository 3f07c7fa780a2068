package dev.cortex.mesh.stream;

/**
 * How long to wait before the next attempt: full jitter, {@code chance * min(max, first * 2^(attempt - 1))}, but never
 * below {@code first}. Full jitter spreads the members of a group that lost the same Redis at the same moment (Brooker,
 * "Exponential Backoff And Jitter", AWS 2015).
 */
record Backoff(long firstMillis, long maxMillis) {
    Backoff {
        if (firstMillis < 1 || maxMillis < firstMillis) {
            throw new IllegalArgumentException("0 < first <= max");
        }
    }

    /**
     * @param attempt 1 for the first repetition
     * @param chance evenly distributed in 0 (included) to 1 (excluded)
     */
    long millis(int attempt, double chance) {
        int doublings = Math.min(Math.max(attempt, 1) - 1, 30);
        long ceiling = Math.min(maxMillis, firstMillis << doublings);
        return Math.max(firstMillis, (long) (chance * ceiling));
    }
}
