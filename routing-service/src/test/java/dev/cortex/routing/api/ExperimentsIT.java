package dev.cortex.routing.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class ExperimentsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TEXT = "polish the lenses";
    private static final int TASKS = 200;

    /** Sends everything to alpha; its rival everything to beta. */
    private String space;

    private String rival;

    @BeforeEach
    void make() {
        space = space("alpha");
    }

    private String rival() {
        rival = rival == null ? space("beta") : rival;
        return rival;
    }

    private static String space(String chosen) {
        String name = "exp-" + UUID.randomUUID();
        for (String id : List.of("alpha", "beta")) {
            List<String> keywords = id.equals(chosen) ? List.of("polish", "lenses") : List.of();
            given().contentType("application/json")
                    .body(Map.of("keywords", keywords, "boosters", keywords))
                    .put("/api/routing/spaces/" + name + "/experts/" + id)
                    .then()
                    .statusCode(200);
        }
        return name;
    }

    @Test
    void aCandidateThatIsRightWhereTheControlIsWrongWins() {
        put("e", ab(Map.of("space", rival()))).body("verdict", equalTo("continue"));
        String hash = model("weights_hash");
        List<String> experts = route(0);
        assertTrue(Collections.frequency(experts, "beta") > TASKS / 4, experts::toString);
        assertTrue(Collections.frequency(experts, "alpha") > TASKS / 4, experts::toString);
        // The same text, and cached for the control: no arm answers out of the other's cache, and each task keeps its
        // arm.
        assertEquals(experts, route(0));
        assertEquals(hash, model("weights_hash"));
        judge(0, "beta");
        JsonPath found = found("e", TASKS);
        assertEquals("stop_candidate_wins", found.getString("verdict"));
        assertEquals(TASKS, found.getInt("judged"));
        assertEquals(0f, found.getFloat("arms.control.win_rate"));
        assertEquals(1f, found.getFloat("arms.candidate.win_rate"));
        assertEquals(Collections.frequency(experts, "beta"), found.getInt("arms.candidate.count"));
        assertTrue(found.getFloat("difference.interval.low") > 0.9);
        assertTrue(found.getFloat("difference.always_valid.low") > 0.5);
        assertTrue(found.getFloat("test.p_value") < 0.001);
        assertTrue(found.getInt("decided_after") < TASKS);
        post("e", "stop").body("state", equalTo("stopped"));
    }

    @Test
    void aShadowNeverActsAndIsComparedTaskByTask() {
        put("s", with(ab(Map.of("space", rival())), "kind", "shadow", "share", 1))
                .body("state", equalTo("running"));
        assertEquals(Collections.nCopies(TASKS, "alpha"), route(0));
        judge(0, "beta");
        JsonPath found = found("s", TASKS);
        assertEquals("stop_candidate_wins", found.getString("verdict"));
        assertEquals(TASKS, found.getInt("arms.control.count"));
        assertEquals(TASKS, found.getInt("arms.candidate.wins"));
        assertTrue(found.getString("test.method").contains("McNemar"));
    }

    @Test
    void theSameOnBothSidesIsNoDifference() {
        put("same", with(ab(Map.of("space", rival())), "kind", "shadow", "share", 1, "margin", 0.1));
        judgeAs(route(0), "alpha");
        JsonPath before = found("same", TASKS);
        assertEquals("stop_control_wins", before.getString("verdict"));
        String twin = space("alpha");
        put("twin", with(ab(Map.of("space", twin)), "kind", "shadow", "share", 1, "margin", 0.1));
        route(1);
        judge(1, "alpha");
        JsonPath found = found("twin", TASKS);
        assertEquals("stop_no_difference", found.getString("verdict"));
        assertEquals(0f, found.getFloat("difference.value"));
    }

    @Test
    void adoptedThresholdsAreTheSpacesFromThenOn() {
        Map<String, Object> strict = Map.of("thresholds", Map.of("confident", 1, "lead", 1, "worth_asking", 1));
        String strategy = strategy();
        String hash = model("weights_hash");
        long epoch = Long.parseLong(model("epoch"));
        put("t", ab(strict)).body("definition.candidate.thresholds.worth_asking", equalTo(1f));
        post("t", "conclude", Map.of("adopt", true))
                .body("state", equalTo("concluded"))
                .body("adopted", equalTo(true));
        assertEquals("single_expert", strategy);
        assertEquals("single_expert_low_confidence", strategy());
        assertEquals(hash, model("weights_hash"));
        assertTrue(Long.parseLong(model("epoch")) > epoch, "what was cached before is not used");
        given().post("/api/routing/spaces/" + space + "/model/rebuild").then().body("same", equalTo(true));
    }

    @Test
    void aModelOfThePastCanBeTheCandidate() {
        long epoch = Long.parseLong(model("epoch"));
        String former = strategyOf("alpha");
        for (int n = 0; n < 6; n++) {
            given().contentType("application/json")
                    .body(Map.of("task_id", "l" + n, "description", TEXT, "correct_expert", "beta"))
                    .post("/api/routing/spaces/" + space + "/outcomes")
                    .then()
                    .body("applied", equalTo(1));
        }
        assertEquals("alpha", former);
        put("old", ab(Map.of("epoch", epoch))).body("definition.candidate.seq", greaterThan(0));
        List<String> experts = route(0);
        assertTrue(Collections.frequency(experts, "alpha") > TASKS / 4, experts::toString);
        assertTrue(Collections.frequency(experts, "beta") > TASKS / 4, experts::toString);
    }

    @Test
    void anEndedExperimentDecidesNothing() {
        put("e", ab(Map.of("space", rival())));
        post("e", "stop");
        assertEquals(Collections.nCopies(TASKS, "alpha"), route(0));
        post("e", "start").body("state", equalTo("running"));
        assertNotEquals(Collections.nCopies(TASKS, "alpha"), route(1));
        given().get(path("")).then().body("experiments", hasSize(1)).body("experiments[0].id", equalTo("e"));
        given().delete(path("/e")).then().statusCode(204);
        assertEquals(Collections.nCopies(TASKS, "alpha"), route(2));
        given().get(path("/e")).then().statusCode(404);
        given().delete(path("/e")).then().statusCode(404);
    }

    @Test
    void refusesWhatCanNotBe() {
        put("e", ab(Map.of("space", rival())));
        put("e", ab(Map.of("space", rival())));
        refused("e", with(ab(Map.of("space", rival())), "share", 0.2), 409, "never changes");
        refused("other", ab(Map.of("space", rival())), 409, "another ab experiment");
        refused("x", Map.of("kind", "ab"), 400, "candidate");
        refused("x", with(ab(Map.of("space", rival())), "kind", "duel"), 400, "kind");
        refused("x", with(ab(Map.of("space", rival())), "goal", "fame"), 400, "goal");
        refused("x", with(ab(Map.of("space", rival())), "share", 0), 400, "share");
        refused("x", with(ab(Map.of("space", rival())), "alpha", 2), 400, "alpha");
        refused("x", with(ab(Map.of("space", rival())), "sample_max", 100_000_000), 400, "sample_max");
        refused("x", ab(Map.of()), 400, "candidate");
        refused("x", ab(Map.of("space", space)), 400, "another");
        refused("x", ab(Map.of("space", "nowhere")), 400, "another");
        refused("x", ab(Map.of("epoch", 1)), 404, "epoch");
        refused("x", ab(Map.of("thresholds", Map.of("confident", 7))), 400, "confident");
        refused("X!", ab(Map.of("space", rival())), 400, "id");
        given().post(path("/nobody/stop")).then().statusCode(404);
        given().get("/api/routing/spaces/nowhere/experiments").then().statusCode(404);
        given().contentType("application/json")
                .body(Map.of("adopt", true))
                .post(path("/e/conclude"))
                .then()
                .statusCode(409)
                .body("detail", containsString("thresholds"));
    }

    @Test
    void anExperimentGoesWithItsSpace() {
        put("e", ab(Map.of("space", rival())));
        given().delete("/api/routing/spaces/" + space).then().statusCode(204);
        given().contentType("application/json")
                .body("{}")
                .put("/api/routing/spaces/" + space + "/experts/alpha")
                .then()
                .statusCode(200);
        given().get(path("")).then().body("experiments", hasSize(0));
    }

    private static Map<String, Object> ab(Map<String, Object> candidate) {
        return Map.of("kind", "ab", "candidate", candidate, "sample_min", 10);
    }

    private static Map<String, Object> with(Map<String, Object> body, Object... changes) {
        Map<String, Object> changed = new HashMap<>(body);
        for (int at = 0; at < changes.length; at += 2) {
            changed.put((String) changes[at], changes[at + 1]);
        }
        return changed;
    }

    private ValidatableResponse put(String id, Object body) {
        return send(id, body).statusCode(200);
    }

    private void refused(String id, Object body, int status, String word) {
        send(id, body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(word))
                .body("detail", not(containsString("Exception")));
    }

    private ValidatableResponse send(String id, Object body) {
        return given().contentType("application/json")
                .body(body)
                .put(path("/" + id))
                .then();
    }

    private ValidatableResponse post(String id, String verb) {
        return given().post(path("/" + id + "/" + verb)).then().statusCode(200);
    }

    private ValidatableResponse post(String id, String verb, Object body) {
        return given().contentType("application/json")
                .body(body)
                .post(path("/" + id + "/" + verb))
                .then()
                .statusCode(200);
    }

    private String path(String rest) {
        return "/api/routing/spaces/" + space + "/experiments" + rest;
    }

    /** Trials are written a little after the decisions. */
    private JsonPath found(String id, int expected) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonPath found = findings(id);
        while (trials(found) < expected && System.nanoTime() < deadline) {
            found = findings(id);
        }
        assertEquals(expected, trials(found));
        return found;
    }

    private static int trials(JsonPath found) {
        return found.<String, Integer>getMap("trials").values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private JsonPath findings(String id) {
        return given().get(path("/" + id)).then().statusCode(200).extract().jsonPath();
    }

    private List<String> route(int round) {
        List<Map<String, String>> tasks = IntStream.range(0, TASKS)
                .mapToObj(n -> Map.of("task_id", "t" + round + "-" + n, "description", TEXT))
                .toList();
        return given().contentType("application/json")
                .body(Map.of("tasks", tasks))
                .post("/api/routing/spaces/" + space + "/route")
                .then()
                .statusCode(200)
                .extract()
                .path("decisions.decision.primary_expert");
    }

    private void judgeAs(List<String> routed, String right) {
        assertEquals(TASKS, routed.size());
        judge(0, right);
    }

    private void judge(int round, String right) {
        List<Map<String, String>> outcomes = IntStream.range(0, TASKS)
                .mapToObj(n -> Map.of("task_id", "t" + round + "-" + n, "correct_expert", right))
                .toList();
        given().contentType("application/json")
                .body(Map.of("outcomes", outcomes))
                .post("/api/routing/spaces/" + space + "/outcomes")
                .then()
                .statusCode(200)
                .body("applied", equalTo(TASKS));
    }

    private String strategy() {
        return decision("strategy");
    }

    private String strategyOf(String expert) {
        assertEquals(expert, decision("primary_expert"));
        return expert;
    }

    private String decision(String field) {
        return given().contentType("application/json")
                .body(Map.of("description", TEXT))
                .post("/api/routing/spaces/" + space + "/route")
                .then()
                .statusCode(200)
                .extract()
                .path("decision." + field);
    }

    private String model(String field) {
        return given().get("/api/routing/spaces/" + space + "/model")
                .then()
                .extract()
                .path(field)
                .toString();
    }
}
