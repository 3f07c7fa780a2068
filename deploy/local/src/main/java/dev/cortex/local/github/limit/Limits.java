package dev.cortex.local.github.limit;

/**
 * How much one account may ask for; the defaults are GitHub's for a personal token.
 *
 * @param graphqlPointsPerHour the primary budget of GraphQL
 * @param restPerHour the primary budget of REST
 * @param concurrent requests at once, both together
 * @param graphqlPerMinute secondary points of GraphQL in a minute: a query is one, a mutation five
 * @param restPerMinute secondary points of REST in a minute: reading is one, writing five
 */
public record Limits(
        int graphqlPointsPerHour, int restPerHour, int concurrent, int graphqlPerMinute, int restPerMinute) {
    public static final Limits GITHUB = new Limits(5_000, 5_000, 100, 2_000, 900);

    /** For load on loopback, where GitHub's limits are not what is measured. */
    public static final Limits NONE =
            new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final int ANONYMOUS_PER_HOUR = 60;

    public Limits {
        if (graphqlPointsPerHour < 1
                || restPerHour < 1
                || concurrent < 1
                || graphqlPerMinute < 1
                || restPerMinute < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }

    /** What GitHub leaves to those who ask without a token. */
    public Limits anonymous() {
        return new Limits(
                graphqlPointsPerHour,
                Math.min(restPerHour, ANONYMOUS_PER_HOUR),
                concurrent,
                graphqlPerMinute,
                restPerMinute);
    }
}
