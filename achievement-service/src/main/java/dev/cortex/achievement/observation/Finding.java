package dev.cortex.achievement.observation;

import java.util.Optional;

/**
 * What one look at GitHub says of one achievement.
 *
 * @param total how many things there are of which some count, where that is known
 */
public record Finding(Count count, Optional<Evidence> evidence, Optional<Long> total) {
    public Finding(Count count, Optional<Evidence> evidence) {
        this(count, evidence, Optional.empty());
    }

    public static Finding of(Count count) {
        return new Finding(count, Optional.empty());
    }

    public static Finding of(Count count, Evidence evidence) {
        return new Finding(count, Optional.of(evidence));
    }

    public Finding outOf(Optional<Long> things) {
        return new Finding(count, evidence, things);
    }

    Finding withoutTotal() {
        return outOf(Optional.empty());
    }

    /** The same with another count; where the evidence tells how many were proven, it follows. */
    Finding counting(Count other) {
        return new Finding(other, evidence.map(known -> known.proving(other.min())), total);
    }

    Finding after(Finding earlier) {
        Optional<Evidence> best = evidence.map(
                        now -> earlier.evidence().map(now::orBetter).orElse(now))
                .or(earlier::evidence);
        return new Finding(count.narrowedBy(earlier.count()), best, total);
    }
}
