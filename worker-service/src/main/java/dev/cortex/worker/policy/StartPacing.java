package dev.cortex.worker.policy;

import java.time.Duration;
import java.util.List;

/**
 * How soon a worker may be started after others ended by themselves: at once after a single failure, then
 * {@code base * 2^(n-2)} after the n-th within the window, and {@code open} once {@code breaker} of them have come: a
 * breaker that is half open whenever that time has passed.
 *
 * @param base the wait after the second failure
 * @param breaker so many failures within the window open the breaker
 * @param window failures older than this are forgotten
 * @param open the wait while the breaker is open
 */
public record StartPacing(Duration base, int breaker, Duration window, Duration open) {
    /** @param failuresMillis oldest first */
    public boolean mayStart(long nowMillis, List<Long> failuresMillis) {
        List<Long> recent = failuresMillis.stream()
                .filter(at -> nowMillis - at <= window.toMillis())
                .toList();
        return recent.isEmpty() || nowMillis - recent.getLast() >= waitMillis(recent.size());
    }

    private long waitMillis(int failures) {
        if (failures >= breaker) {
            return open.toMillis();
        }
        return failures == 1 ? 0 : base.toMillis() << (failures - 2);
    }
}
