package dev.cortex.achievement.observation;

import java.time.Instant;
import java.util.Optional;

/**
 * What a scan has proven of one achievement, thing by thing.
 *
 * <p>It holds for the things that there were when it was made. A later look that tells how many there are now leaves the
 * proof as it is: at most the new ones can count besides.
 *
 * @param count of the {@code total} things: what is proven, up to that and everything that was not looked at
 * @param most more than that it can not be, however many things there are
 * @param scanned things that were looked at
 * @param total things that there were
 * @param state what the scan does now
 * @param completedAt when all of them had been looked at for the last time; absent before the first time
 * @param at when it was made
 * @param evidence where a reader can look for himself
 */
public record Survey(
        Count count,
        long most,
        long scanned,
        long total,
        State state,
        Optional<Instant> completedAt,
        Instant at,
        Optional<Evidence> evidence) {

    /** What a scan does. */
    public enum State {
        SCANNING,
        PAUSED,
        COMPLETE,
        FAILED
    }

    /**
     * A quick look and this together.
     *
     * @param look what the look proves
     * @param totalThen how many things there were then; without it only what is proven can be used
     */
    Count and(Count look, Optional<Long> totalThen) {
        long proven = Math.max(look.min(), count.min());
        long possible = totalThen
                .map(then -> Math.min(look.max() + Math.max(0, total - then), possibleOf(then)))
                .orElse(Math.min(look.max(), most));
        return Count.between(proven, Math.max(proven, possible));
    }

    /** By this alone, when there are so many things. */
    public Count of(Optional<Long> totalNow) {
        return Count.between(count.min(), totalNow.map(this::possibleOf).orElse(count.max()));
    }

    private long possibleOf(long totalNow) {
        return Math.min(most, count.max() + Math.max(0, totalNow - total));
    }

    /** Things that are gone make room in the total: from now on those that come are new. */
    Survey among(Optional<Long> totalNow) {
        return totalNow.filter(now -> now < total)
                .map(now -> new Survey(count, most, scanned, now, state, completedAt, at, evidence))
                .orElse(this);
    }
}
