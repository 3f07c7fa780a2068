package dev.cortex.achievement.scan;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole scans against the simulated GitHub, whose truth is known. */
@QuarkusTest
@TestProfile(ScanIT.Impatient.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class ScanIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Rests and leases are over soon, so that a test need not wait for them. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cortex.achievement.scan.sweep-every", "200ms",
                    "cortex.achievement.scan.lease", "2s",
                    "cortex.achievement.scan.cooldown", "0s",
                    "cortex.achievement.freshness.ttl", "1h");
        }
    }

    @ConfigProperty(name = "CORTEX_GITHUB_URL")
    String github = "";

    @Inject
    ScanSweep sweep;

    private final String user =
            "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 30);

    @BeforeEach
    void reset() {
        given().baseUri(github).post("/_admin/reset").then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"octocat", "mona", "person-7", "person-11", "person-23", "new-one"})
    void findsTheTruth(String login) {
        scanned(login);
        isTrue(login);
    }

    @Test
    void findsTheTruthPastAThousandResultsAndResumesWithoutReadingAPageTwice() {
        // 3,300 own merges, 1,700 of others, 450 answers: 34 + 17 and more + 5 pages, and none of closed ones but two.
        counts(user, """
                {"pulls": {"merged": 3300, "coauthored": 170, "unreviewed": 900, "yolo": 5, "closed": 150, "open": 2},
                 "issues": {"closed": 400, "open": 1, "quickdraw": -1}, "answers": {"accepted": 450, "strict": 333, "other": 3},
                 "involved": {"pulls": 1700, "coauthored": 61}}""");
        progress(user);
        long alone = requestsOf(() -> scanned(user));
        isTrue(user);

        String twin = user.substring(0, 20) + "-twin";
        counts(twin, """
                {"pulls": {"merged": 3300, "coauthored": 170, "unreviewed": 900, "yolo": 5, "closed": 150, "open": 2},
                 "issues": {"closed": 400, "open": 1, "quickdraw": -1}, "answers": {"accepted": 450, "strict": 333, "other": 3},
                 "involved": {"pulls": 1700, "coauthored": 61}}""");
        progress(twin);
        long interrupted = requestsOf(() -> {
            request(twin);
            for (int time = 0; time < 4; time++) {
                long before = scan(twin).getLong("requests");
                until(() -> scan(twin).getLong("requests") > before + 8);
                // As if the replica died: its lease must end before another goes on.
                sweep.abandon();
            }
            completed(twin);
        });
        isTrue(twin);
        // What was sent and not kept: the page that was under way each time, with its authors and further commits.
        long inVain = interrupted - scan(twin).getLong("requests");
        assertTrue(inVain <= 4 * 5, inVain + " of " + interrupted + " requests were in vain");
        System.out.println("full scan of 3,300 + 1,700 merges: " + alone + " requests, "
                + scan(user).getLong("points") + " points; interrupted 4 times: " + interrupted + ", of these in vain "
                + inVain);
    }

    @Test
    void readsOnlyWhatIsNewTheSecondTime() {
        scanned("lisa");
        long first = scan("lisa").getLong("points");
        change(
                "lisa",
                "{\"add\": {\"merged_pulls\": 3, \"coauthored\": true, \"yolo\": true, \"accepted_answers\": 2}}");
        change("lisa", "{\"add\": {\"involved_pulls\": 2, \"coauthored\": true}}");
        JsonPath before = progress("lisa").extract().jsonPath();
        long requests = requestsOf(() -> scanned("lisa"));
        JsonPath after = progress("lisa").extract().jsonPath();
        grownBy(before, after, "pair_extraordinaire", 5);
        grownBy(before, after, "yolo", 3);
        grownBy(before, after, "galaxy_brain", 2);
        assertTrue(requests <= 10, "5 lists, and who wrote what is new: " + requests);
        long points = scan("lisa").getLong("points") - first;
        System.out.println("first scan of lisa: " + first + " points; the second: " + requests + " requests, " + points
                + " points");
    }

    private static void grownBy(JsonPath before, JsonPath after, String id, long more) {
        String item = "achievements." + id;
        assertEquals(before.getLong(item + ".count") + more, after.getLong(item + ".count"), id);
        assertEquals(after.getLong(item + ".count"), after.getLong(item + ".count_max"), id);
    }

    @Test
    void leavesOpenWhatCameAfterItUntilTheNextOne() {
        scanned(user);
        JsonPath exact = progress(user).extract().jsonPath();
        change(user, "{\"add\": {\"merged_pulls\": 2, \"coauthored\": true}}");
        JsonPath open = given().queryParam("username", user)
                .queryParam("force", "true")
                .get("/api/achievements/progress")
                .jsonPath();
        long before = exact.getLong("achievements.pair_extraordinaire.count");
        long proven = open.getLong("achievements.pair_extraordinaire.count");
        assertTrue(proven >= before && proven <= before + 2, "proven " + proven);
        assertEquals(before + 2, open.getLong("achievements.pair_extraordinaire.count_max"));
    }

    @Test
    void neverRunsByItself() {
        assertEquals(1, requestsOf(() -> progress(user)));
        progress(user).body("achievements.yolo.scan", nullValue());
        given().queryParam("username", user)
                .get("/api/achievements/scan")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/scan-not-found"));
    }

    @Test
    void runsBehindAnAnswerThatIsAskedToBeDeep() {
        given().queryParam("username", user)
                .queryParam("deep", "true")
                .get("/api/achievements/progress")
                .then()
                .statusCode(200)
                .body("username", equalTo(user));
        until(() -> given().queryParam("username", user)
                        .get("/api/achievements/scan")
                        .statusCode()
                == 200);
        completed(user);
        isTrue(user);
    }

    @Test
    void restsWhenGitHubSlowsItDownAndGoesOn() {
        progress(user);
        given().baseUri(github)
                .body("{\"kind\": \"secondary\", \"count\": 2, \"retry_after_seconds\": 2}")
                .post("/_admin/faults")
                .then()
                .statusCode(201);
        request(user);
        until(() -> scan(user).getString("state").equals("paused"));
        JsonPath paused = scan(user);
        assertEquals("slowed_down", paused.getString("reason"));
        assertTrue(paused.getString("resume_at") != null);
        completed(user);
        isTrue(user);
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        given().queryParam("username", "-no-")
                .post("/api/achievements/scan")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-username"));
        given().post("/api/achievements/scan")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/username-missing"));
        given().queryParam("username", "ghost-nobody")
                .post("/api/achievements/scan")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/user-not-found"));
        given().queryParam("username", user)
                .queryParam("deep", "perhaps")
                .get("/api/achievements/progress")
                .then()
                .statusCode(400);
    }

    private long graphQlRequests() {
        Integer requests = given().baseUri(github).get("/_admin/stats").path("by_path.'/graphql'.requests");
        return requests == null ? 0 : requests;
    }

    private long requestsOf(Runnable work) {
        long before = graphQlRequests();
        work.run();
        return graphQlRequests() - before;
    }

    private void counts(String login, String counts) {
        change(login, "{\"counts\": " + counts + "}");
    }

    private void change(String login, String change) {
        given().baseUri(github)
                .body(change)
                .post("/_admin/users/" + login)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse progress(String login) {
        return given().queryParam("username", login)
                .get("/api/achievements/progress")
                .then()
                .statusCode(200);
    }

    private void request(String login) {
        given().queryParam("username", login)
                .post("/api/achievements/scan")
                .then()
                .statusCode(202)
                .body("username", notNullValue())
                .body("status_url", equalTo("/api/achievements/scan?username=" + login));
    }

    private JsonPath scan(String login) {
        return given().queryParam("username", login)
                .get("/api/achievements/scan")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void scanned(String login) {
        request(login);
        completed(login);
    }

    private void completed(String login) {
        until(() -> scan(login).getString("state").equals("complete"));
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within " + PATIENCE);
            Thread.onSpinWait();
        }
    }

    /** Compares every number with what the simulator made the user from. */
    private void isTrue(String login) {
        JsonPath truth = given().baseUri(github).get("/_admin/users/" + login).jsonPath();
        ValidatableResponse told = progress(login);
        exactly(
                told,
                "pair_extraordinaire",
                truth.getLong("counts.pulls.coauthored") + truth.getLong("counts.involved.coauthored"));
        exactly(told, "galaxy_brain", truth.getLong("counts.answers.strict"));
        exactly(told, "yolo", truth.getLong("counts.pulls.yolo"));
        exactly(told, "quickdraw", truth.getLong("counts.issues.quickdraw") >= 0 ? 1 : 0);
        told.body("achievements.pull_shark.count", is(truth.getInt("counts.pulls.merged")));
        JsonPath repositories = told.extract().jsonPath();
        assertEquals(
                repositories.getLong("achievements.open_sourcerer.count"),
                repositories.getLong("achievements.open_sourcerer.count_max"));
    }

    private static void exactly(ValidatableResponse told, String id, long count) {
        told.body("achievements." + id + ".count", is((int) count))
                .body("achievements." + id + ".count_max", is((int) count))
                .body("achievements." + id + ".scan.state", equalTo("complete"))
                .body("achievements." + id + ".scan.completed_at", notNullValue());
    }
}
