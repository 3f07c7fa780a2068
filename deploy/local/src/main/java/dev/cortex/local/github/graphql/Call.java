package dev.cortex.local.github.graphql;

import dev.cortex.local.github.cost.Cost;
import dev.cortex.local.github.limit.Budget;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.Objects;

/**
 * One call as its own fields can see it.
 *
 * @param viewer login of who asks
 * @param budget after this call was paid
 */
public record Call(String viewer, Cost cost, Budget.State budget) {
    /** GitHub's {@code RateLimit} object. */
    public record RateLimit(int cost, int limit, int nodeCount, int remaining, Instant resetAt, int used) {}

    /** The call that a field belongs to. */
    static Call of(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.getGraphQlContext().get(Call.class));
    }

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
