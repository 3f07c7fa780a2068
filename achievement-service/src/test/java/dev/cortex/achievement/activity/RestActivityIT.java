package dev.cortex.achievement.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.achievement.Configs;
import dev.cortex.achievement.activity.Activity.Sign;
import dev.cortex.achievement.budget.Tills;
import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.local.github.GitHubSimulator;
import dev.cortex.mesh.json.MeshJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestActivityIT {
    private static final Login OCTOCAT = new Login("octocat");

    private final GitHubSimulator simulator = GitHubSimulator.start(0);
    private final HttpClient admin = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final AchievementConfig config =
            Configs.with(Map.of("github.url", simulator.url(), "feed.timeout", "20s", "feed.margin", "0s"));
    private final RestActivity activity = new RestActivity(
            config,
            Tills.of(config, List.of("first", "second", "third"), Clock.systemUTC()),
            new FakeMarks(),
            vertx,
            new SimpleMeterRegistry(),
            Clock.systemUTC());

    @AfterEach
    void close() {
        activity.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        admin.close();
        simulator.close();
    }

    @Test
    void looksAgainForNothingAsLongAsNothingHappens() {
        Instant fetched = Instant.now();
        for (int i = 0; i < 5; i++) {
            assertEquals(Sign.QUIET, since(OCTOCAT, fetched));
        }
        assertEquals(1, points(), "the first look has no ETag; the next ones are 304s of the same token");
        assertEquals(1.0, activity.quietShare().orElseThrow());
    }

    @Test
    void seesWhatHappenedSince() {
        Instant fetched = Instant.now().minusSeconds(5);
        assertEquals(Sign.QUIET, since(OCTOCAT, fetched));
        call("POST", "/_admin/users/octocat", "{\"add\": {\"merged_pulls\": 1}}");
        assertEquals(Sign.ACTIVE, since(OCTOCAT, fetched));
        assertEquals(Sign.ACTIVE, since(OCTOCAT, fetched), "also when the feed is known by now");
        assertEquals(Sign.QUIET, since(OCTOCAT, Instant.now().plusSeconds(5)), "and fetched since");
    }

    @Test
    void takesAUserWhoIsGoneForChanged() {
        assertEquals(Sign.ACTIVE, since(new Login("ghost-1"), Instant.now()));
    }

    @Test
    void saysNothingWhereTheFeedFails() {
        call("POST", "/_admin/faults", "{\"kind\": \"502\"}");
        assertEquals(Sign.UNTOLD, since(OCTOCAT, Instant.now()));
    }

    @Test
    void saysNothingWhereNoPointIsLeft() {
        call("PUT", "/_admin/limits", """
                {"graphql_points_per_hour": 5000, "rest_per_hour": 1, "concurrent": 100, "graphql_per_minute": 2000,
                 "rest_per_minute": 900}""");
        for (int i = 0; i < 3; i++) {
            assertEquals(Sign.QUIET, since(new Login("user-" + i), Instant.now()));
        }
        assertEquals(Sign.UNTOLD, since(new Login("user-4"), Instant.now()));
    }

    private Sign since(Login login, Instant fetched) {
        return activity.since(login, fetched, Urgency.PERSON).await().atMost(Duration.ofSeconds(30));
    }

    private int points() {
        try {
            return MeshJson.mapper()
                    .readTree(call("GET", "/_admin/stats", ""))
                    .path("points")
                    .asInt();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = admin.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(2, answer.statusCode() / 100, answer.body());
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
