package dev.cortex.achievement.webhook;

import static dev.cortex.achievement.webhook.Delivering.deliver;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Delivering.Profile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class WebhookCountsIT {
    private final String user =
            "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 30);

    @Test
    void countsAMergeWithinASecondWithoutAskingGitHub() {
        int before = count(progress().body("moved_at", nullValue()));
        String tag = progress().extract().header("ETag");
        long started = System.nanoTime();
        deliver(id(), "pull_request", merged("PR_" + user, Instant.now())).statusCode(202);
        ValidatableResponse after = given().queryParam("username", user)
                .header("If-None-Match", tag)
                .get("/api/achievements/progress")
                .then();
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        after.statusCode(200)
                .body("source", equalTo("cache"))
                .body("stale", is(false))
                .body("moved_at", notNullValue())
                .body("achievements.pull_shark.count", is(before + 1))
                .body("achievements.pull_shark.count_max", is(before + 1));
        assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, () -> "took " + took);
        given().queryParam("username", user)
                .queryParam("achievement", "pull_shark")
                .get("/api/achievements/history")
                .then()
                .body("observations.count", hasItem(before + 1))
                .body("observations[0].source", equalTo("webhook"));
    }

    @Test
    void countsAMergeOnceWhoeverTellsIt() {
        int before = count(progress());
        Instant at = Instant.now();
        IntStream.range(0, 12).parallel().forEach(_ -> deliver(id(), "pull_request", merged("PR_" + user, at))
                .statusCode(202));
        progress().body("source", equalTo("cache")).body("achievements.pull_shark.count", is(before + 1));
    }

    @Test
    void countsEveryMergeThatComesAtTheSameTime() {
        int before = count(progress());
        Instant at = Instant.now();
        IntStream.range(0, 12).parallel().forEach(i -> deliver(id(), "pull_request", merged("PR_" + user + i, at))
                .statusCode(202));
        progress().body("source", equalTo("cache")).body("achievements.pull_shark.count", is(before + 12));
    }

    @Test
    void changesNothingByAnEventThatTheAnswerHasInIt() {
        int before = count(progress());
        deliver(id(), "pull_request", merged("PR_" + user, Instant.now().minusSeconds(3600)))
                .statusCode(202);
        progress().body("source", equalTo("cache")).body("achievements.pull_shark.count", is(before));
    }

    @Test
    void asksGitHubWhereTheAnswerMayHaveItInIt() {
        int before = count(progress());
        deliver(id(), "pull_request", merged("PR_" + user, Instant.now().minusSeconds(2)))
                .statusCode(202);
        progress().body("source", equalTo("github")).body("achievements.pull_shark.count", is(before));
    }

    private ValidatableResponse progress() {
        return given().queryParam("username", user)
                .get("/api/achievements/progress")
                .then()
                .statusCode(200);
    }

    private static int count(ValidatableResponse progress) {
        return progress.extract().path("achievements.pull_shark.count");
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private String merged(String node, Instant at) {
        return """
                {"action": "closed",
                 "pull_request": {"node_id": "%s", "merged": true, "merged_at": "%s", "requested_reviewers": [],
                   "user": {"login": "%s", "type": "User"}, "merged_by": {"login": "hubot"}},
                 "repository": {"full_name": "a/b", "private": false, "owner": {"login": "a"}}}""".formatted(node, at, user);
    }
}
