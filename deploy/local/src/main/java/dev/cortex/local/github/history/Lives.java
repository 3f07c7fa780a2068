package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Seed;
import java.time.Duration;

/** How long things stay open. */
final class Lives {
    private Lives() {}

    static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Between the two, {@code least} when the other is not longer; chosen by the seed. */
    static Duration length(Seed seed, Duration least, Duration most) {
        long room = Math.max(0, most.minus(least).toMillis());
        return least.plusMillis((long) (room * seed.with("life").fraction()));
    }
}
