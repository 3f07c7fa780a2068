package dev.cortex.routing.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class ManyExpertsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final String space = "many-" + UUID.randomUUID();

    @Test
    void thousandsOfExpertsComeAtOnceAndEachIsReached() {
        put(many(2_000)).statusCode(200).body("experts", equalTo(2_000)).body("epoch", greaterThan(0));
        for (int n : new int[] {0, 999, 1_999}) {
            route("please see to widget" + n).body("decision.primary_expert", equalTo("e" + n));
        }
        given().get("/api/routing/spaces")
                .then()
                .statusCode(200)
                .body("spaces.find { it.name == '" + space + "' }.experts", equalTo(2_000))
                .body("spaces.find { it.name == '" + space + "' }.bytes", greaterThan(1_000_000))
                .body("bytes", lessThanOrEqualTo(200_000_000));
        put(many(10_001))
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("10000"));
    }

    @Test
    void whatSaysNothingNewIsNotWrittenAgain() {
        List<Map<String, Object>> experts = List.of(expert("a", "bakes"), expert("b", "forges"));
        long epoch = put(experts).extract().jsonPath().getLong("epoch");
        assertEquals(epoch, put(experts).extract().jsonPath().getLong("epoch"));
        put(List.of(expert("b", "paints"))).statusCode(200).body("experts", equalTo(2));
        route("somebody who paints").body("decision.primary_expert", equalTo("b"));
        given().delete("/api/routing/spaces/" + space).then().statusCode(204);
        put(experts).statusCode(200).body("experts", equalTo(2));
        route("somebody who forges").body("decision.primary_expert", equalTo("b"));
    }

    @Test
    void aListWithAFlawIsRefusedWhole() {
        refused(List.of(expert("a", ""), expert("B!", "")), "experts[1]");
        refused(List.of(expert("a", ""), expert("a", "")), "experts[1].id");
        refused(List.of(Map.of("description", "x")), "id");
        given().contentType("application/json")
                .body("{\"experts\":[null]}")
                .put("/api/routing/spaces/" + space + "/experts")
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .body("{\"experts\":[]}")
                .put("/api/routing/spaces/" + space + "/experts")
                .then()
                .statusCode(400);
        given().get("/api/routing/spaces/" + space + "/experts").then().statusCode(404);
    }

    @Test
    void decisionsAreListedTheLatestFirstPageByPage() {
        put(List.of(expert("a", "bakes bread"), expert("b", "forges iron")));
        List<String> tasks = IntStream.range(0, 7).mapToObj(n -> "task-" + n).toList();
        tasks.forEach(task -> route(task, task.endsWith("3") ? "forges iron" : "bakes bread"));
        await(() -> decisions("limit=100").getList("decisions").size() == 7);
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonPath page = decisions("limit=3" + (next.isEmpty() ? "" : "&after=" + next));
            seen.addAll(page.getList("decisions.task_id"));
            next = page.get("next");
        }
        assertEquals(tasks.reversed(), seen);
        assertEquals(List.of("task-3"), decisions("expert=b").getList("decisions.task_id"));
        assertEquals(List.of("task-5"), decisions("task_id=task-5").getList("decisions.task_id"));
        assertEquals(List.of(), decisions("confidence_below=0.01").getList("decisions"));
        assertEquals(7, decisions("confidence_below=1").getList("decisions").size());
        assertEquals(List.of(), decisions("expert=x%00y&task_id=%F0%9F%A4%96").getList("decisions"));
    }

    @Test
    void questionsOutOfBoundsAreRefused() {
        for (String query : List.of(
                "limit=0",
                "limit=1001",
                "limit=x",
                "confidence_below=2",
                "confidence_below=NaN",
                "after=x",
                "after=OTk5OTk5OTk5OTk5OTk5OTk5OTk5OmE",
                "after=OTIyMzM3MjAzNjg1NDc3NTgwNzph")) {
            given().get("/api/routing/decisions?" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", containsString(query.substring(0, query.indexOf('='))));
        }
        given().get("/api/routing/spaces/nowhere/decisions").then().statusCode(404);
        given().get("/api/routing/decisions?limit=1000").then().statusCode(200);
    }

    @Test
    void aDecisionTellsThatNobodyWasPassedOver() {
        put(List.of(expert("a", "bakes")));
        route("bake")
                .body("decision.diverted_from", nullValue())
                .body("decision.diverted_because", nullValue())
                .body("propensity", equalTo(1.0f))
                .body("decision.parallel_experts", hasSize(0))
                .body("decision.scores.keySet()", hasItem("a"));
    }

    private static List<Map<String, Object>> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> expert("e" + n, "frobnicates widget" + n))
                .toList();
    }

    private void refused(List<Map<String, Object>> experts, String word) {
        put(experts).statusCode(400).contentType("application/problem+json").body("detail", containsString(word));
    }

    private JsonPath decisions(String query) {
        return given().urlEncodingEnabled(false)
                .get("/api/routing/spaces/" + space + "/decisions?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private ValidatableResponse put(List<Map<String, Object>> experts) {
        return given().contentType("application/json")
                .body(Map.of("experts", experts))
                .put("/api/routing/spaces/" + space + "/experts")
                .then();
    }

    private static Map<String, Object> expert(String id, String description) {
        return Map.of("id", id, "description", description);
    }

    private ValidatableResponse route(String text) {
        return route(UUID.randomUUID().toString(), text);
    }

    private ValidatableResponse route(String task, String text) {
        return given().contentType("application/json")
                .body(Map.of("task_id", task, "description", text))
                .post("/api/routing/spaces/" + space + "/route")
                .then()
                .statusCode(200);
    }

    private static void await(Supplier<Boolean> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.get()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE);
            }
            Thread.onSpinWait();
        }
    }
}
