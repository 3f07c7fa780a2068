package dev.cortex.local.github.history;

import java.time.Duration;
import java.time.Instant;

/** Even spreading of items over time, and of marks over items, without a list of either. */
final class Spread {
    private Spread() {}

    /** The time of item {@code index} of {@code count} between two instants; strictly growing with the index. */
    static Instant at(Instant from, Instant to, int index, int count) {
        return from.plusMillis((long) ((double) Duration.between(from, to).toMillis() * (index + 1.0) / (count + 1.0)));
    }

    /** The distance between neighbours of {@link #at}. */
    static Duration step(Instant from, Instant to, int count) {
        return Duration.ofMillis(Duration.between(from, to).toMillis() / (count + 1L));
    }

    /** Whether item {@code index} is one of exactly {@code marked} of {@code count}, as Bresenham's line picks its pixels. */
    static boolean isMarked(int index, int marked, int count) {
        return markedUpTo(index + 1, marked, count) > markedUpTo(index, marked, count);
    }

    /** How many of the first {@code items} are marked. */
    static int markedUpTo(int items, int marked, int count) {
        return count == 0 ? 0 : (int) ((long) items * marked / count);
    }

    /** The inverse of {@link #markedUpTo}: where the marked item with so many marked ones before it is. */
    static int indexOfMarked(int rank, int marked, int count) {
        return (int) Math.ceilDiv((rank + 1L) * count, (long) marked) - 1;
    }
}
