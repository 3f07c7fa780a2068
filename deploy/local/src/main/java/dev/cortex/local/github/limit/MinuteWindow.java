package dev.cortex.local.github.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Points spent in the last sixty seconds, in steps of a second. */
final class MinuteWindow {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Deque<Spent> spent = new ArrayDeque<>();
    private long total;

    private record Spent(Instant second, long points) {}

    /**
     * Spends points if they fit.
     *
     * @return how long to wait until these points fit; zero when they were spent
     */
    Duration spend(int points, int limit, Instant now) {
        forget(now);
        if (total + points > limit && !spent.isEmpty()) {
            return Duration.between(now, spent.getFirst().second().plus(MINUTE).plusSeconds(1));
        }
        Instant second = Instant.ofEpochSecond(now.getEpochSecond());
        Spent last = spent.peekLast();
        if (last != null && last.second().equals(second)) {
            spent.removeLast();
            spent.addLast(new Spent(second, last.points() + points));
        } else {
            spent.addLast(new Spent(second, points));
        }
        total += points;
        return Duration.ZERO;
    }

    private void forget(Instant now) {
        while (!spent.isEmpty()
                && spent.getFirst().second().plus(MINUTE).plusSeconds(1).compareTo(now) <= 0) {
            total -= spent.removeFirst().points();
        }
    }
}
