package dev.cortex.achievement.observation;

/**
 * A number that is known, or known to lie between two bounds.
 *
 * <p>Some rules of GitHub can not be checked by one request (was a review requested before the merge?). What is proven
 * is {@code min}, what is not disproven is {@code max}; tiers are given for {@code min} only.
 */
public record Count(long min, long max) {
    public static final Count ZERO = exactly(0);

    public Count {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException("0 <= min <= max, not " + min + ".." + max);
        }
    }

    public static Count exactly(long count) {
        return new Count(count, count);
    }

    public static Count between(long min, long max) {
        return new Count(min, max);
    }

    public boolean exact() {
        return min == max;
    }

    /**
     * What remains uncertain is narrowed by what was proven before: a lower bound once proven holds for as long as the
     * upper bound allows it. An exact count needs no help from the past, also where it went down (stars are taken back).
     */
    Count narrowedBy(Count earlier) {
        return exact() ? this : new Count(Math.max(min, Math.min(earlier.min, max)), max);
    }
}
