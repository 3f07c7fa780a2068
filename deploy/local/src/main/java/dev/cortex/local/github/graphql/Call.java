package dev.cortex.local.github.graphql;

import dev.cortex.local.github.cost.Cost;
import dev.cortex.local.github.limit.Budget;
import java.time.Instant;

/**
 * One call as its own fields can see it.
 *
 * @param viewer login of who asks
 * @param budget after this call was paid
 */
public record Call(String viewer, Cost cost, Budget.State budget) {
    /** GitHub's {@code RateLimit} object. */
    public record RateLimit(int cost, int limit, int nodeCount, int remaining, Instant resetAt, int used) {}

    RateLimit rateLimit() {
        return new RateLimit(
                cost.points(),
                budget.limit(),
                (int) Math.min(cost.nodes(), Integer.MAX_VALUE),
                budget.remaining(),
                budget.resetAt(),
                budget.used());
    }
}
