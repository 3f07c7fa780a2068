package dev.cortex.bench.achievements;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.bench.achievements.Simulator.Spent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ten thousand users by one call, and once more when their answers are old and nothing has happened. */
final class Masses {
    private static final int USERS = 10_000;
    /** GitHub counts these connections once for every user of the batch query, and 100 of them are a point. */
    private static final int CONNECTIONS_A_USER = 7;

    private static final double POINTS_LEAST = USERS * CONNECTIONS_A_USER / 100.0;

    private final URI service;
    private final Simulator github;
    private final Http http;
    private final List<String> logins;
    private final Duration untilOld;

    /** @param untilOld after this an answer is no longer fresh; the script sets the service's TTL to less */
    Masses(URI service, Simulator github, Http http, Users users, Duration untilOld) {
        this.service = service;
        this.github = github;
        this.http = http;
        this.logins = users.some(USERS);
        this.untilOld = untilOld;
    }

    List<Figure> refreshed() throws InterruptedException {
        long begun = System.nanoTime();
        Spent first = asked();
        double seconds = (System.nanoTime() - begun) / 1e9;
        Thread.sleep(untilOld);
        begun = System.nanoTime();
        Spent second = asked();
        double secondsAgain = (System.nanoTime() - begun) / 1e9;
        return List.of(
                Figure.atMost(
                        1.05,
                        "10,000 users: points to the rule's least (" + (long) POINTS_LEAST + ")",
                        "x",
                        first.points() / POINTS_LEAST),
                Figure.atMost(
                        USERS / 50, "10,000 users: GitHub requests", "", (double) (first.requests() + first.others())),
                Figure.plain("10,000 users: time", "s", seconds),
                Figure.atMost(0, "the same, old and unchanged: GraphQL points", "", (double) second.points()),
                Figure.plain("the same: conditional requests", "", (double) second.others()),
                Figure.plain("the same: time", "s", secondsAgain));
    }

    private Spent asked() {
        Spent before = github.spent();
        JsonNode answer = http.post(service.resolve("/api/achievements/batch"), Map.of("usernames", logins));
        List<JsonNode> errors = new ArrayList<>();
        answer.path("results").forEach(result -> {
            if (result.has("error")) {
                errors.add(result.path("error"));
            }
        });
        if (answer.path("results").size() != USERS || !errors.isEmpty()) {
            throw new IllegalStateException(answer.path("results").size() + " results, " + errors.size()
                    + " of them errors, as " + errors.stream().findFirst().orElse(answer));
        }
        return github.spent().since(before);
    }
}
