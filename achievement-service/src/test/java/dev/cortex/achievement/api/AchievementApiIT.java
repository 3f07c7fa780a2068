package dev.cortex.achievement.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class AchievementApiIT {
    private static final String PROBLEM = "application/problem+json";

    @ConfigProperty(name = "CORTEX_GITHUB_URL")
    String github = "";

    /** Each test has a user of its own, so that none finds what another left in the cache. */
    private final String user =
            "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 30);

    @BeforeEach
    void reset() {
        admin().post("/_admin/reset").then().statusCode(204);
    }

    @Test
    void tellsTheProgressOfAUser() {
        progress()
                .statusCode(200)
                .body("username", equalTo(user))
                .body("timestamp", notNullValue())
                .body("fetched_at", notNullValue())
                .body("stale", is(false))
                .body("age_seconds", lessThanOrEqualTo(5))
                .body("source", equalTo("github"))
                .body("warning", nullValue())
                .body("summary.total_achievements", is(11))
                .body("summary", hasKey("unlocked"))
                .body("summary", hasKey("in_progress"))
                .body("achievements.pull_shark.achievement_id", equalTo("pull_shark"))
                .body("achievements.pull_shark.count", greaterThanOrEqualTo(0))
                .body("achievements.pull_shark", hasKey("current_tier"))
                .body(
                        "achievements.pull_shark.progress.keySet()",
                        hasItems("current", "next_tier", "next_requirement", "needed", "percentage", "completed"))
                .body("achievements.quickdraw", hasKey("unlocked"))
                .body("achievements.yolo", hasKey("likely"))
                .body("achievements.arctic_code_vault.count", nullValue());
    }

    @Test
    void asksGitHubOnceAndThenTheCache() {
        progress().statusCode(200).body("source", equalTo("github"));
        progress().statusCode(200).body("source", equalTo("cache"));
        given().queryParam("username", user)
                .get("/api/achievements/opportunities")
                .then()
                .body("source", equalTo("cache"));
        given().queryParam("username", user)
                .get("/api/achievements/plan")
                .then()
                .body("source", equalTo("cache"));
        assertEquals(1, graphQlRequests());
    }

    @Test
    void sendsOneRequestForManyWhoAskAtOnce() {
        List<Integer> statuses = IntStream.range(0, 100)
                .parallel()
                .mapToObj(_ -> given().queryParam("username", user)
                        .get("/api/achievements/progress")
                        .statusCode())
                .toList();
        assertEquals(List.of(200), statuses.stream().distinct().toList());
        assertEquals(1, graphQlRequests());
    }

    @Test
    void seesWhatHappenedSinceWhenForced() {
        int before = progress().extract().path("achievements.pull_shark.count");
        change("{\"add\": {\"merged_pulls\": 3}}");
        progress().body("achievements.pull_shark.count", is(before));
        forced().statusCode(200)
                .body("source", equalTo("github"))
                .body("achievements.pull_shark.count", is(before + 3));
        given().queryParam("username", user)
                .queryParam("achievement", "pull_shark")
                .get("/api/achievements/history")
                .then()
                .statusCode(200)
                .body("observations", hasSize(2))
                .body("observations.delta", contains(is(3), nullValue()));
    }

    @Test
    void givesTheLastKnownWhenGitHubIsDown() {
        int before = progress().extract().path("achievements.pull_shark.count");
        fault("{\"kind\": \"502\"}");
        forced().statusCode(200)
                .body("stale", is(true))
                .body("source", equalTo("store"))
                .body("warning.type", equalTo("/problems/github-unavailable"))
                .body("achievements.pull_shark.count", is(before))
                .header("Cache-Control", startsWith("max-age=0"));
    }

    @ParameterizedTest
    @CsvSource({
        "502, 502, github-unavailable",
        "drop, 502, github-unavailable",
        "504, 504, github-timeout",
        "bad_json, 502, github-garbled"
    })
    void saysHowGitHubFailedWhereNothingIsKnown(String kind, int status, String type) {
        fault("{\"kind\": \"" + kind + "\"}");
        progress()
                .statusCode(status)
                .contentType(PROBLEM)
                .body("type", equalTo("/problems/" + type))
                .body("detail", notNullValue());
    }

    @Test
    void saysThatAUserIsUnknown() {
        given().queryParam("username", "ghost-" + user.substring(0, 20))
                .get("/api/achievements/progress")
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("type", equalTo("/problems/user-not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a", "a-", "a--b", "a b", "a/b", "$(id)", "'; DROP TABLE users; --", "%00", "ünicode"})
    void refusesWhatIsNoLogin(String text) {
        given().queryParam("username", text)
                .get("/api/achievements/progress")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", equalTo("/problems/invalid-username"));
        assertEquals(0, graphQlRequests(), "nothing is sent for it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"progress", "opportunities", "plan", "history"})
    void asksWhoseAchievements(String path) {
        given().get("/api/achievements/" + path)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", equalTo("/problems/username-missing"));
    }

    @Test
    void refusesParametersThatMakeNoSense() {
        badRequest("/api/achievements/progress?username=" + user + "&force=maybe");
        badRequest("/api/achievements/history?username=" + user + "&limit=0");
        badRequest("/api/achievements/history?username=" + user + "&limit=many");
        badRequest("/api/achievements/history?username=" + user + "&after=x");
        badRequest("/api/achievements/history?username=" + user + "&at=yesterday");
        badRequest("/api/achievements/history?username=" + user + "&at=%2B1000000000-12-31T23:59:59Z");
        badRequest("/api/achievements/badge?username=" + user + "&achievement=nonsense");
        badRequest("/api/achievements/history?username=" + user + "&achievement=nonsense");
    }

    @Test
    void answersUnknownPathsAndMethodsWithProblems() {
        given().get("/api/achievements/nonsense").then().statusCode(404).contentType(PROBLEM);
        given().delete("/api/achievements/progress").then().statusCode(405).contentType(PROBLEM);
    }

    @Test
    void offersOpportunitiesBestFirst() {
        given().queryParam("username", user)
                .get("/api/achievements/opportunities")
                .then()
                .statusCode(200)
                .body("username", equalTo(user))
                .body("top_3", hasSize(3))
                .body("opportunities.opportunity_score", everyItem(lessThanOrEqualTo(100f)))
                .body(
                        "opportunities[0].keySet()",
                        hasItems(
                                "achievement_id",
                                "name",
                                "icon",
                                "current_count",
                                "current_tier",
                                "next_tier",
                                "progress_percentage",
                                "opportunity_score",
                                "automation_strategy",
                                "automation_enabled",
                                "priority"));
    }

    @Test
    void plansWithoutDoingAnything() {
        for (int time = 0; time < 2; time++) {
            given().queryParam("username", user)
                    .get("/api/achievements/plan")
                    .then()
                    .statusCode(200)
                    .body("generated_at", notNullValue())
                    .body("current_status", hasKey("unlocked"))
                    .body("gaps.keySet()", hasItems("immediate_wins", "high_priority", "medium_priority", "long_term"))
                    .body("recommended_actions.size()", greaterThan(0))
                    .body("task_queue.type", hasItem("achievement.refresh"))
                    .body(
                            "estimated_timeline.keySet()",
                            hasItems("immediate", "short_term", "medium_term", "long_term"));
        }
        admin().get("/_admin/work").then().body("work", hasSize(0));
    }

    @Test
    void showsItsRules() {
        given().get("/api/achievements/definitions")
                .then()
                .statusCode(200)
                .body("version", notNullValue())
                .body("last_updated", notNullValue())
                .body("achievements.size()", is(11))
                .body("achievements.pull_shark.tiers.requirement", contains(2, 16, 128, 1024))
                .body("achievements.yolo.certainty", equalTo("low"))
                .body("automation_strategies.size()", greaterThan(0))
                .body("priority_matrix.high.weight", is(40));
    }

    @Test
    void countsItsLooksAtGitHub() {
        progress().statusCode(200);
        forced().statusCode(200);
        given().queryParam("username", user)
                .get("/api/achievements/metrics")
                .then()
                .statusCode(200)
                .body("total_tracking_events", is(2))
                .body("metrics", hasSize(2))
                .body("latest.username", equalTo(user));
        given().get("/api/achievements/metrics")
                .then()
                .statusCode(200)
                .body("total_tracking_events", greaterThanOrEqualTo(2))
                .body("metrics.size()", lessThanOrEqualTo(50));
    }

    @Test
    void tellsHowAUserStoodAtATime() {
        int before = progress().extract().path("achievements.pull_shark.count");
        String then = java.time.Instant.now().toString();
        change("{\"add\": {\"merged_pulls\": 3}}");
        forced().statusCode(200);
        stoodAt(then).body("at", equalTo(then)).body("observations.count", contains(before));
        stoodAt(java.time.Instant.now().toString()).body("observations.count", contains(before + 3));
        stoodAt("2008-01-01T00:00:00Z").body("observations", hasSize(0));
    }

    private ValidatableResponse stoodAt(String time) {
        return given().queryParam("username", user)
                .queryParam("achievement", "pull_shark")
                .queryParam("at", time)
                .get("/api/achievements/history")
                .then()
                .statusCode(200);
    }

    @Test
    void givesABadgeAsShieldsTakesIt() {
        String tag = given().queryParam("username", user)
                .get("/api/achievements/badge")
                .then()
                .statusCode(200)
                .body("schemaVersion", is(1))
                .body("label", equalTo("achievements"))
                .body("message", org.hamcrest.Matchers.endsWith(" of 11 unlocked"))
                .body("color", notNullValue())
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag)
                .queryParam("username", user)
                .get("/api/achievements/badge")
                .then()
                .statusCode(304);
        given().header("If-None-Match", tag)
                .queryParam("username", user)
                .queryParam("achievement", "pull_shark")
                .get("/api/achievements/badge")
                .then()
                .statusCode(200)
                .body("label", equalTo("pull shark"));
    }

    @Test
    void drawsACard() {
        String tag = given().queryParam("username", user)
                .get("/api/achievements/card.svg")
                .then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .body(org.hamcrest.Matchers.containsString("@" + user))
                .extract()
                .header("ETag");
        forced().statusCode(200);
        given().header("If-None-Match", tag)
                .queryParam("username", user)
                .get("/api/achievements/card.svg")
                .then()
                .statusCode(304);
        given().header("If-None-Match", tag)
                .queryParam("username", user)
                .queryParam("theme", "dark")
                .get("/api/achievements/card.svg")
                .then()
                .statusCode(200);
        badRequest("/api/achievements/card.svg?username=" + user + "&theme=%3Cscript%3E");
        badRequest("/api/achievements/card.svg?username=%3Cscript%3E");
    }

    @Test
    void answersNotModifiedToAClientThatHasIt() {
        String tag = progress()
                .header("Last-Modified", notNullValue())
                .header("Cache-Control", startsWith("max-age="))
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag)
                .queryParam("username", user)
                .get("/api/achievements/progress")
                .then()
                .statusCode(304);
        given().header("If-None-Match", tag)
                .queryParam("username", user)
                .get("/api/achievements/plan")
                .then()
                .statusCode(200);
    }

    @Test
    void tellsOfManyUsersAtOnceAndLeavesOutTheBad() {
        String other = user.substring(0, 20) + "x";
        batch(Map.of("usernames", List.of(user, other, "ghost-1", "not a login")))
                .statusCode(200)
                .body("results.'" + user + "'.achievements.pull_shark", notNullValue())
                .body("results.'" + other + "'.username", equalTo(other))
                .body("results.'ghost-1'.error.status", is(404))
                .body("results.'not a login'.error.status", is(400))
                .body("cost.requests", is(1))
                .body("cost.points", is(1));
        batch(Map.of("usernames", List.of(user, other))).body("cost.requests", is(0));
        progress().body("source", equalTo("cache"));
    }

    @Test
    void refusesABatchThatMakesNoSense() {
        batch("{").statusCode(400).contentType(PROBLEM);
        batch("{}").statusCode(400).contentType(PROBLEM);
        batch("{\"usernames\": []}").statusCode(400).contentType(PROBLEM);
        batch("{\"usernames\": \"octocat\"}").statusCode(400).contentType(PROBLEM);
        batch("{\"usernames\": [null]}").statusCode(400).contentType(PROBLEM);
        batch("{\"usernames\": [7]}").statusCode(400).contentType(PROBLEM);
        batch(Map.of("usernames", java.util.Collections.nCopies(10_001, "octocat")))
                .statusCode(400)
                .body("type", equalTo("/problems/too-many-usernames"));
    }

    @Test
    void keepsTheNumberWhenAPartOfTheAnswerIsMissing() {
        int before = progress().extract().path("achievements.pull_shark.count");
        fault("{\"kind\": \"partial\"}");
        for (int i = 0; i < 5; i++) {
            forced().statusCode(200).body("achievements.pull_shark.count", is(before));
        }
    }

    @Test
    void showsNoUserInItsMetrics() {
        progress().statusCode(200);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(not(org.hamcrest.Matchers.containsString(user)))
                .body(org.hamcrest.Matchers.containsString("cortex_achievement_answers_total"))
                .body(org.hamcrest.Matchers.containsString("cortex_achievement_github_points_total"));
    }

    @Test
    void isAliveReadyAndDescribed() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths", hasKey("/api/achievements/progress"));
    }

    private ValidatableResponse progress() {
        return given().queryParam("username", user)
                .get("/api/achievements/progress")
                .then();
    }

    private ValidatableResponse forced() {
        return given().queryParam("username", user)
                .queryParam("force", "true")
                .get("/api/achievements/progress")
                .then();
    }

    private static ValidatableResponse batch(Object body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/achievements/batch")
                .then();
    }

    private static void badRequest(String url) {
        given().get(url).then().statusCode(400).contentType(PROBLEM);
    }

    private RequestSpecification admin() {
        return given().baseUri(github).port(java.net.URI.create(github).getPort());
    }

    private void fault(String json) {
        admin().contentType("application/json")
                .body(json)
                .post("/_admin/faults")
                .then()
                .statusCode(201);
    }

    private void change(String json) {
        admin().contentType("application/json")
                .body(json)
                .post("/_admin/users/" + user)
                .then()
                .statusCode(200);
    }

    private int graphQlRequests() {
        String stats = admin().get("/_admin/stats").asString();
        return io.restassured.path.json.JsonPath.from(stats).getInt("requests");
    }
}
