package dev.cortex.achievement.observation;

import java.util.Optional;

/** What one look at GitHub says of one achievement. */
public record Finding(Count count, Optional<Evidence> evidence) {
    public static Finding of(Count count) {
        return new Finding(count, Optional.empty());
    }

    public static Finding of(Count count, Evidence evidence) {
        return new Finding(count, Optional.of(evidence));
    }

    Finding after(Finding earlier) {
        Optional<Evidence> best = evidence.map(
                        now -> earlier.evidence().map(now::orBetter).orElse(now))
                .or(earlier::evidence);
        return new Finding(count.narrowedBy(earlier.count()), best);
    }
}
