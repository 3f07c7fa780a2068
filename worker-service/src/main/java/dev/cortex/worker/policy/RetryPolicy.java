package dev.cortex.worker.policy;

import java.time.Duration;

/**
 * Exponential backoff with full jitter: before retry n (1, 2, …) a task waits {@code chance * min(max, base * 2^(n-1))},
 * with {@code chance} uniform in 0..1. Full jitter spreads a herd of tasks that failed together better than a fixed
 * part plus a little noise does (AWS Architecture Blog, "Exponential Backoff And Jitter").
 *
 * @param base the upper bound of the first wait
 * @param max the upper bound of every wait
 */
public record RetryPolicy(Duration base, Duration max) {
    public RetryPolicy {
        if (base.isNegative() || base.isZero() || max.compareTo(base) < 0) {
            throw new IllegalArgumentException("0 < base <= max");
        }
    }

    /**
     * What follows a failed attempt.
     *
     * @param failures attempts that count, this one included; at least 1
     * @param attemptsMax how many attempts the task may have
     * @param retryable whether another attempt could go better
     * @param chance uniform in 0..1, from outside
     */
    public AfterFailure after(int failures, int attemptsMax, boolean retryable, double chance) {
        if (!retryable) {
            return new AfterFailure.GiveUp("the failure is final");
        }
        if (failures >= attemptsMax) {
            return new AfterFailure.GiveUp("all " + attemptsMax + " attempts failed");
        }
        return new AfterFailure.TryAgain(backoff(failures, chance));
    }

    /** @param retry 1 for the first */
    public Duration backoff(int retry, double chance) {
        if (retry < 1 || chance < 0 || chance > 1) {
            throw new IllegalArgumentException("retry >= 1 and chance in 0..1, not " + retry + " and " + chance);
        }
        // Beyond 2^40 the bound has long been reached for any base of at least a microsecond.
        double bound = Math.min((double) max.toMillis(), base.toMillis() * Math.pow(2, Math.min(retry - 1, 40)));
        return Duration.ofMillis(Math.round(chance * bound));
    }

    /** What becomes of a task whose attempt failed. */
    public sealed interface AfterFailure {
        record TryAgain(Duration after) implements AfterFailure {}

        record GiveUp(String reason) implements AfterFailure {}
    }
}
