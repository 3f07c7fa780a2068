package dev.cortex.routing.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class RoutingApiIT {
    private static final String SENTENCE = "scan the dependencies for known vulnerabilities";

    @Test
    void routesASentenceAndExplains() {
        route("default", id(), SENTENCE)
                .body("routing_strategy", equalTo("mixture_of_experts"))
                .body("decision.primary_expert", equalTo("security"))
                .body("decision.primary_confidence", greaterThan(0.5f))
                .body("decision.strategy", equalTo("single_expert"))
                .body("decision.parallel_experts", hasSize(0))
                .body("decision.scores.size()", equalTo(6))
                .body("decision.explanation", containsString("vulnerability"))
                .body("timestamp", notNullValue())
                .body("epoch", greaterThan(0));
    }

    @Test
    void routesManyInTheirOrder() {
        List<Map<String, String>> tasks = IntStream.range(0, 100)
                .mapToObj(n -> Map.of("task_id", "many-" + n, "description", "deploy release " + n + " to staging"))
                .toList();
        post("/api/routing/route", Map.of("tasks", tasks))
                .statusCode(200)
                .body("decisions", hasSize(100))
                .body("decisions[7].task_id", equalTo("many-7"))
                .body("decisions.decision.primary_expert", everyItem(equalTo("cicd")));
    }

    @Test
    void learnsAtOnceFromWhoWasRight() {
        String space = space("alpha", "beta");
        String task = id();
        route(space, task, "frobnicate the widget");
        long before = model(space, "epoch");
        judge(space, Map.of("task_id", task, "correct_expert", "beta"))
                .body("applied", equalTo(1))
                .body("ignored", hasSize(0))
                .body("epoch", greaterThan((int) before));
        route(space, id(), "frobnicate the widget")
                .body("decision.primary_expert", equalTo("beta"))
                .body("routing_method", equalTo("learned"))
                .body("decision.explanation", containsString("frobnicate"));
    }

    @Test
    void oneSuccessRaisesTheConfidenceOfTheSameSentence() {
        String space = space("alpha", "beta");
        String task = id();
        float before = confidence(route(space, task, "alpha should polish the lenses"));
        judge(space, Map.of("task_id", task, "success", true)).body("applied", equalTo(1));
        float after = confidence(route(space, id(), "alpha should polish the lenses"));
        assertTrue(before < 1 && after > before + 0.05, before + " -> " + after);
    }

    @Test
    void oneFailureLowersIt() {
        String space = space("alpha", "beta", "gamma");
        String task = id();
        float before = confidence(route(space, task, "alpha should polish the lenses"));
        judge(space, Map.of("task_id", task, "success", false)).body("applied", equalTo(1));
        route(space, id(), "alpha should polish the lenses").body("decision.scores.alpha", not(closeTo(before, 0.01)));
        assertTrue(confidence(route(space, id(), "alpha should polish the lenses")) < before);
    }

    @Test
    void aTaskIsJudgedOnce() {
        String space = space("alpha", "beta");
        Map<String, Object> outcome =
                Map.of("task_id", id(), "description", "paint the fence", "correct_expert", "alpha");
        judge(space, outcome).body("applied", equalTo(1));
        String hash = given().get("/api/routing/spaces/" + space + "/model").path("weights_hash");
        judge(space, outcome)
                .body("applied", equalTo(0))
                .body("ignored[0].task_id", equalTo(outcome.get("task_id")))
                .body("ignored[0].reason", containsString("before"));
        assertEquals(
                hash, given().get("/api/routing/spaces/" + space + "/model").path("weights_hash"));
    }

    @Test
    void anotherWordOnTheSameTaskIsAnsweredAsAContradiction() {
        String space = space("alpha", "beta");
        Map<String, Object> first = Map.of("task_id", "t", "description", "paint the fence", "correct_expert", "alpha");
        Map<String, Object> other = Map.of("task_id", "t", "description", "paint the fence", "correct_expert", "beta");
        judge(space, first).body("applied", equalTo(1));
        judge(space, other)
                .body("applied", equalTo(0))
                .body("ignored[0].reason", containsString("'alpha' was right; the first word counts"));
        String routed = id();
        route(space, routed, "alpha should polish the lenses");
        judge(space, Map.of("task_id", routed, "success", true)).body("applied", equalTo(1));
        judge(space, Map.of("task_id", routed, "correct_expert", "alpha"))
                .body("applied", equalTo(0))
                .body("ignored[0].reason", equalTo("the task has been judged before"));
        judge(space, Map.of("task_id", routed, "correct_expert", "beta"))
                .body("ignored[0].reason", containsString("'alpha' was right"));
        judge(space, Map.of("task_id", routed, "success", false))
                .body("ignored[0].reason", containsString("'alpha' was right"));
    }

    @Test
    void ofTwoWordsInOneRequestTheFirstCounts() {
        String space = space("alpha", "beta");
        Map<String, Object> first = Map.of("task_id", "t", "description", "paint the fence", "correct_expert", "alpha");
        Map<String, Object> other = Map.of("task_id", "t", "description", "paint the fence", "correct_expert", "beta");
        post("/api/routing/spaces/" + space + "/outcomes", Map.of("outcomes", List.of(first, first, other)))
                .statusCode(200)
                .body("applied", equalTo(1))
                .body("ignored", hasSize(2))
                .body("ignored[0].reason", equalTo("the task has been judged before"))
                .body("ignored[1].reason", containsString("otherwise, in this request"));
        route(space, id(), "paint the fence").body("decision.primary_expert", equalTo("alpha"));
    }

    @Test
    void saysWhyAnOutcomeDoesNotCount() {
        String space = space("alpha");
        judge(space, Map.of("task_id", "never-seen", "success", true))
                .body("applied", equalTo(0))
                .body("ignored[0].reason", containsString("not known"));
        judge(space, Map.of("task_id", "x", "description", "d", "correct_expert", "nobody"))
                .body("ignored[0].reason", containsString("nobody"));
        judge(space, Map.of("task_id", "x")).body("ignored[0].reason", containsString("required"));
    }

    @Test
    void whatASpaceHasTheMeshsOwnHasWithoutNamingIt() {
        for (String path : List.of(
                "reports",
                "experiments",
                "model",
                "model/epochs?limit=1",
                "experts",
                "experts/cicd",
                "decisions?limit=1")) {
            String there = given().get("/api/routing/spaces/default/" + path)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            String here = given().get("/api/routing/" + path)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertEquals(there, here, path);
        }
        given().get("/api/routing/no-such-thing").then().statusCode(404);
        given().get("/api/routing/experts/%7Bid%7D").then().statusCode(404).contentType("application/problem+json");
        given().get("/api/routing/decisions?task_id=%7B%25")
                .then()
                .statusCode(200)
                .body("decisions", hasSize(0));
        given().delete("/api/routing/route").then().statusCode(405).header("Allow", containsString("POST"));
        given().get("/api/routing").then().statusCode(404);
        given().delete("/api/routing/").then().statusCode(404);
    }

    @Test
    void takesOutcomesAsLines() {
        String space = space("alpha", "beta");
        given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)))
                .contentType("application/x-ndjson")
                .body("""
                        {"task_id":"l1","description":"red paint","correct_expert":"alpha"}

                        {"task_id":"l2","description":"blue water","correct_expert":"beta"}
                        """)
                .post("/api/routing/spaces/" + space + "/outcomes")
                .then()
                .statusCode(200)
                .body("applied", equalTo(2));
        route(space, id(), "water of blue").body("decision.primary_expert", equalTo("beta"));
    }

    @Test
    void reusesASureDecisionUntilSomethingIsLearned() {
        String space = space("alpha", "beta");
        judge(space, Map.of("task_id", "c1", "description", "polish the lenses", "correct_expert", "alpha"));
        judge(space, Map.of("task_id", "c2", "description", "polish the lenses", "correct_expert", "alpha"));
        route(space, id(), "polish the lenses").body("cached", equalTo(false));
        route(space, id(), "Polish  the lenses").body("cached", equalTo(true));
        judge(space, Map.of("task_id", "c3", "description", "polish the lenses", "correct_expert", "beta"));
        route(space, id(), "polish the lenses").body("cached", equalTo(false));
    }

    @Test
    void expertsAreData() {
        String space = space("alpha");
        given().contentType("application/json")
                .body(Map.of("description", "Bakes bread", "keywords", List.of("bake", "sour dough"), "capacity", 2))
                .put("/api/routing/spaces/" + space + "/experts/baker")
                .then()
                .statusCode(200)
                .body("id", equalTo("baker"))
                .body("keywords", hasItems("bake"))
                .body("type_prefixes", hasSize(0));
        route(space, id(), "please bake something").body("decision.primary_expert", equalTo("baker"));
        given().get("/api/routing/spaces/" + space + "/experts")
                .then()
                .body("experts.id", equalTo(List.of("alpha", "baker")));
        given().delete("/api/routing/spaces/" + space + "/experts/baker").then().statusCode(204);
        route(space, id(), "please bake something").body("decision.primary_expert", equalTo("alpha"));
        given().delete("/api/routing/spaces/" + space).then().statusCode(204);
        given().get("/api/routing/spaces/" + space + "/experts").then().statusCode(404);
    }

    @Test
    void theSixAreThere() {
        given().get("/api/routing/experts")
                .then()
                .statusCode(200)
                .body(
                        "experts.id",
                        hasItems("coordinator", "development", "security", "inventory", "cicd", "achievement"));
        given().get("/api/routing/model").then().statusCode(200).body("experts", greaterThan(5));
    }

    @Test
    void refusesWithASentenceThatHelps() {
        refused(post("/api/routing/route", Map.of("task_id", "x")), 400, "description");
        refused(post("/api/routing/route", Map.of("description", 7)), 400, "description");
        refused(post("/api/routing/route", Map.of("tasks", List.of(Map.of("type", "a")))), 400, "tasks[0].description");
        refused(post("/api/routing/route", Map.of("tasks", 1)), 400, "tasks");
        refused(
                given().contentType("application/json")
                        .body("{")
                        .post("/api/routing/route")
                        .then(),
                400,
                "JSON");
        refused(post("/api/routing/spaces/nowhere/route", Map.of("description", "x")), 404, "space");
        refused(post("/api/routing/outcomes", Map.of()), 400, "outcomes");
        refused(
                given().contentType("application/json")
                        .body("{}")
                        .put("/api/routing/spaces/a/experts/B!")
                        .then(),
                400,
                "id");
        given().get("/api/routing/route").then().statusCode(405);
        given().contentType("text/plain")
                .body("x")
                .post("/api/routing/route")
                .then()
                .statusCode(415);
    }

    @Test
    void anyTextIsAnswered() {
        for (String text : List.of("", " ", "\0", "\ud83e\udd16 \ud800", "x".repeat(1_000_000), "a ".repeat(500_000))) {
            route("default", id(), text).body("decision.primary_expert", notNullValue());
        }
    }

    private static void refused(ValidatableResponse answer, int status, String word) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(word))
                .body("detail", not(containsString("Exception")));
    }

    private static ValidatableResponse route(String space, String task, String text) {
        return post("/api/routing/spaces/" + space + "/route", Map.of("task_id", task, "description", text))
                .statusCode(200);
    }

    private static float confidence(ValidatableResponse decision) {
        return decision.extract().path("decision.primary_confidence");
    }

    private static ValidatableResponse judge(String space, Map<String, Object> outcome) {
        return post("/api/routing/spaces/" + space + "/outcomes", Map.of("outcomes", List.of(outcome)))
                .statusCode(200);
    }

    private static long model(String space, String field) {
        return given().get("/api/routing/spaces/" + space + "/model")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong(field);
    }

    private static ValidatableResponse post(String path, Object body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    private static String space(String... experts) {
        String space = "s-" + id();
        for (String expert : experts) {
            given().contentType("application/json")
                    .body("{}")
                    .put("/api/routing/spaces/" + space + "/experts/" + expert)
                    .then()
                    .statusCode(200);
        }
        return space;
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
