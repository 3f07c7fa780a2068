package dev.cortex.achievement.budget;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a request will cost, by the rule and by what requests of its kind really cost.
 *
 * <p>The ratio of observed to expected is an exponentially weighted moving average, so that a change of GitHub's rule is
 * followed within some ten requests and one odd answer is not. It is bounded: whatever was observed, a request is never
 * taken for free, and never keeps so much back that nothing is sent any more.
 */
public final class Estimator {
    static final double RATIO_MIN = 0.5;
    static final double RATIO_MAX = 4.0;

    private static final double WEIGHT = 0.1;

    private final AtomicReference<Double> ratio = new AtomicReference<>(1.0);

    /** @param expected by the rule */
    public int points(int expected) {
        return (int) Math.max(1, Math.ceil(expected * ratio() - 1e-6));
    }

    /** How much dearer than by the rule; 1 when the rule is right. */
    public double ratio() {
        return Objects.requireNonNull(ratio.get());
    }

    public void observed(int expected, int cost) {
        if (expected < 1 || cost < 0) {
            return;
        }
        double seen = cost / (double) expected;
        ratio.updateAndGet(before -> Math.clamp(before + WEIGHT * (seen - before), RATIO_MIN, RATIO_MAX));
    }
}
