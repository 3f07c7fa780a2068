package dev.cortex.bench.achievements;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** The books of the GitHub simulator: what was asked of it and what it took. */
final class Simulator {
    private static final String GRAPHQL = "/graphql";

    private final URI base;
    private final Http http;

    Simulator(URI base, Http http) {
        this.base = base;
        this.http = http;
    }

    /**
     * What was asked until now.
     *
     * @param requests to GraphQL
     * @param points GraphQL points
     * @param others requests to REST
     */
    record Spent(long requests, long points, long others) {
        Spent since(Spent before) {
            return new Spent(requests - before.requests, points - before.points, others - before.others);
        }
    }

    Spent spent() {
        JsonNode stats = http.json(base.resolve("/_admin/stats"));
        JsonNode graphql = stats.path("by_path").path(GRAPHQL);
        long requests = graphql.path("requests").asLong();
        return new Spent(
                requests,
                graphql.path("points").asLong(),
                stats.path("requests").asLong() - requests);
    }
}
