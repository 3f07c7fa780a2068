package dev.cortex.achievement.budget;

import java.time.Duration;

/**
 * What the pool keeps to, for each account.
 *
 * @param reserve this part of every budget is for people only
 * @param minute this part of GitHub's points of a minute is used; the rest is left to whoever else uses the account
 * @param flightsMax requests at once, over all replicas and both resources
 * @param flightsBackground of these, how many may be such that nobody waits for
 * @param lease after so long a request that was not settled gives its place back: its replica died
 */
public record PoolRules(double reserve, double minute, int flightsMax, int flightsBackground, Duration lease) {
    /** A refused token is tried again after this long: accounts are restored, expired tokens stay refused. */
    static final Duration REFUSED = Duration.ofMinutes(10);

    /** What GitHub gives an account that has not been asked yet: 5,000 points an hour. */
    static final int POINTS_AT_FIRST = 5_000;

    /** Before GitHub has said when points come back nobody knows; its hours are the longest it takes. */
    static final Duration WINDOW = Duration.ofHours(1);

    /** Two answers of the same hour may tell ends some seconds apart. */
    static final Duration SAME_WINDOW = Duration.ofSeconds(10);

    /** The minute slides in steps of this; one step more than a minute is counted, so never less than a minute. */
    static final Duration STEP = Duration.ofSeconds(6);

    static final int STEPS = 11;

    /** GitHub's documentation: without a word of when, wait at least a minute, then longer each time. */
    static final Duration SLOWED_MIN = Duration.ofMinutes(1);

    static final int STRIKES_MAX = 5;

    public PoolRules {
        if (!(reserve >= 0 && reserve < 1 && minute > 0 && minute <= 1)
                || flightsMax < 1
                || flightsBackground < 1
                || flightsBackground > flightsMax) {
            throw new IllegalArgumentException("parts of a whole, and places for both");
        }
    }

    int minuteMax(Resource resource) {
        return Math.max(1, (int) (resource.minute() * minute));
    }

    int flights(Urgency urgency) {
        return urgency == Urgency.PERSON ? flightsMax : flightsBackground;
    }

    double kept(Urgency urgency) {
        return urgency == Urgency.PERSON ? 0 : reserve;
    }

    /** What one of several replicas that cannot agree may use. */
    PoolRules alone(double share) {
        int places = Math.max(1, (int) (flightsMax * share));
        return new PoolRules(
                reserve, minute * share, places, Math.clamp((int) (flightsBackground * share), 1, places), lease);
    }

    /**
     * A minute, and by chance up to 1, 2, 4, 8 or 16 more as strikes follow each other (exponential backoff with full
     * jitter, so that replicas do not come back together).
     *
     * @param chance 0 up to but not including 1
     */
    static Duration backoff(int strikes, double chance) {
        long spread = SLOWED_MIN.toMillis() << (Math.clamp(strikes, 1, STRIKES_MAX) - 1);
        return SLOWED_MIN.plusMillis((long) (spread * chance));
    }
}
