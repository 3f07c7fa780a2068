package dev.cortex.local.github.cost;

/**
 * What one call costs.
 *
 * @param requests one for each connection of each parent that could be returned
 * @param nodes the most nodes that could be returned
 * @see <a href="https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api">GitHub's rules</a>
 */
public record Cost(long requests, long nodes) {
    /** Above this GitHub refuses the whole call. */
    public static final long NODE_LIMIT = 500_000;

    private static final double REQUESTS_PER_POINT = 100.0;

    public int points() {
        long rounded = Math.round(requests / REQUESTS_PER_POINT);
        return Math.clamp(rounded, 1, Integer.MAX_VALUE);
    }

    public boolean overNodeLimit() {
        return nodes > NODE_LIMIT;
    }
}
