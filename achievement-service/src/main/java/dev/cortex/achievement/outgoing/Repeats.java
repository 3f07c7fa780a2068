package dev.cortex.achievement.outgoing;

import java.time.Duration;
import java.util.Optional;

/** {@code pause = min(max, first * 2^(attempt - 1)) * (0.5 + chance / 2)}: twice as long each time, spread by half. */
final class Repeats {
    private Repeats() {}

    /**
     * @param attempt that failed, the first is 1
     * @param chance from 0 to 1
     * @return how long to wait; empty after the last attempt
     */
    static Optional<Duration> pause(int attempt, int attemptsMax, Duration first, Duration max, double chance) {
        if (attempt >= attemptsMax) {
            return Optional.empty();
        }
        long doubled = first.toMillis() << Math.min(attempt - 1, 20);
        double spread = Math.min(max.toMillis(), doubled) * (0.5 + chance / 2);
        return Optional.of(Duration.ofMillis(Math.round(spread)));
    }
}
