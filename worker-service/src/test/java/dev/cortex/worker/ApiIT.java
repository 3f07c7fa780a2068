package dev.cortex.worker;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API as clients meet it. Tasks here are for an expert nobody routes to, or not due: they stay as they are. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class ApiIT {
    private static final String LATER = "\"not_before\":\"2099-01-01T00:00:00Z\"";

    @Inject
    Mesh mesh;

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/tasks")
                .then();
    }

    private static ValidatableResponse postWithKey(String key, String body) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/tasks")
                .then();
    }

    @Test
    void acceptedTaskSaysWhereToFollowIt() {
        post("{\"type\":\"noop\",\"description\":\"later\"," + LATER + "}")
                .statusCode(202)
                .header("Location", containsString("/api/tasks/"))
                .body("id", notNullValue())
                .body("state", equalTo("submitted"))
                .body("status_url", containsString("/api/tasks/"))
                .body("created_at", notNullValue());
    }

    @Test
    void sameIdempotencyKeyIsTheSameTask() {
        String key = UUID.randomUUID().toString();
        String body = "{\"type\":\"noop\",\"description\":\"once\"," + LATER + "}";
        String first = postWithKey(key, body).statusCode(202).extract().path("id");
        postWithKey(key, body).statusCode(202).body("id", equalTo(first)).body("existing", equalTo(true));
        postWithKey(key, "{\"type\":\"noop\",\"description\":\"something else\"}")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString(first));
    }

    @Test
    void uniqueKeyIsHeldUntilItsTaskEnds() {
        String body = "{\"type\":\"noop\",\"unique_key\":\"%s\",%s}".formatted(UUID.randomUUID(), LATER);
        String first = post(body).statusCode(202).extract().path("id");
        post(body).statusCode(202).body("id", equalTo(first));
        given().delete("/api/tasks/" + first).then().statusCode(200).body("state", equalTo("cancelled"));
        String second = post(body).statusCode(202).extract().path("id");
        assertNotEquals(first, second);
        given().post("/api/tasks/" + first + "/retry").then().statusCode(409).contentType("application/problem+json");
    }

    @Test
    void batchTakesTheGoodLinesAndNamesTheBadOnes() {
        JsonPath answer = mesh.submitBatch("""
                {"type":"noop",%1$s}
                {"type":"noop"

                {"type":"no.such.type"}
                {"type":"noop","timeout_ms":"soon"}
                [1]
                {"type":"noop",%1$s}""".formatted(LATER));
        assertEquals(2, answer.getInt("accepted"));
        assertEquals(2, answer.getList("ids").size());
        assertEquals(List.of(2, 4, 5, 6), answer.getList("rejected.line"));
        assertEquals(4, answer.getInt("rejected_total"));
    }

    @Test
    void batchWithAKeyCanBeRepeated() {
        String key = UUID.randomUUID().toString();
        String lines = IntStream.range(0, 1_200)
                .mapToObj(i -> "{\"type\":\"noop\",\"description\":\"" + i + "\"," + LATER + "}")
                .collect(Collectors.joining("\n"));
        List<List<String>> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            answers.add(Mesh.ndjson()
                    .header("Idempotency-Key", key)
                    .body(lines)
                    .post("/api/tasks/batch")
                    .then()
                    .statusCode(202)
                    .body("accepted", equalTo(1_200))
                    .extract()
                    .path("ids"));
        }
        assertEquals(answers.get(0), answers.get(1));
    }

    @Test
    void emptyBatchIsNoError() {
        Mesh.ndjson().body("\n").post("/api/tasks/batch").then().statusCode(202).body("accepted", equalTo(0));
    }

    @Test
    void pagesShowEveryTaskOnceNewestFirst() {
        String expert = "expert-" + UUID.randomUUID();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(mesh.submit("{\"type\":\"noop\"," + LATER + "}"));
        }
        mesh.execute(
                "update worker.tasks set expert = $1 where id = any($2)",
                expert,
                ids.stream().map(UUID::fromString).toArray(UUID[]::new));
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonPath page = given().queryParam("expert", expert)
                    .queryParam("state", "submitted")
                    .queryParam("limit", 2)
                    .queryParam("after", after)
                    .get("/api/tasks")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("tasks.id"));
            after = page.getString("next");
        } while (after != null);
        assertEquals(ids, seen);
    }

    @Test
    void statsCountEveryState() {
        given().get("/api/tasks/stats")
                .then()
                .statusCode(200)
                .body("by_state.keySet()", hasItems("submitted", "routed", "running", "retrying", "succeeded", "dead"))
                .body("backlog", notNullValue())
                .body("oldest_waiting_ms", notNullValue())
                .body("throughput_per_s", notNullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"type\":\"noop\",|400|",
                "nonsense|400|",
                "[]|400|JSON object",
                "{}|400|known types",
                "{\"type\":\"no.such\"}|400|achievement.refresh",
                "{\"type\":7}|400|type is a text",
                "{\"type\":\"achievement.refresh\"}|400|payload.username is required",
                "{\"type\":\"achievement.refresh\",\"payload\":{\"username\":\"a/../b\"}}|400|GitHub login",
                "{\"type\":\"noop\",\"timeout_ms\":0}|400|timeout_ms is between",
                "{\"type\":\"http.request\",\"payload\":{\"url\":\"http://x@127.0.0.1:1/\"}}|400|user name",
            })
    void badTaskIsTheClientsFault(String body, int status, String detail) {
        post(body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("detail", containsString(detail == null ? "" : detail))
                .body(not(containsString("Exception")));
    }

    @Test
    void bodyOverTheLimitIsRefused() {
        post("{\"type\":\"noop\",\"description\":\"" + "x".repeat(600_000) + "\"}")
                .statusCode(413)
                .contentType("application/problem+json");
        post("{\"type\":\"noop\",\"payload\":{\"result\":\"" + "x".repeat(300_000) + "\"}}")
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/tasks/nonsense,404",
        "GET,/api/tasks/00000000-0000-7000-8000-000000000000,404",
        "DELETE,/api/tasks/00000000-0000-7000-8000-000000000000,404",
        "POST,/api/tasks/00000000-0000-7000-8000-000000000000/retry,404",
        "GET,/api/tasks?state=odd,400",
        "GET,/api/tasks?limit=0,400",
        "GET,/api/tasks?limit=x,400",
        "GET,/api/tasks?after=x,400",
        "PUT,/api/tasks,405",
        "GET,/api/nowhere,404",
        "POST,/api/workers/nobody/recycle,404",
        "POST,/api/workers/nobody/heap-dump,404",
    })
    void whatIsNotThereIsAProblem(String method, String path, int status) {
        given().request(method, path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "[]",
                "{\"active\":\"two\",\"warm\":1}",
                "{\"active\":-1,\"warm\":0}",
                "{\"active\":65,\"warm\":0}"
            })
    void impossiblePoolSizeIsRefused(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .put("/api/workers/pool")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void poolIsShownByItsLeader() {
        JsonPath view = Until.holds(
                Mesh.PATIENCE, () -> given().get("/api/workers").jsonPath(), seen -> seen.get("stats") != null);
        assertEquals(0, view.getInt("stats.total_active"));
        assertEquals(500.0, view.getDouble("limits.memory_mb"));
        given().get("/api/workers").then().body("active_workers", hasSize(0)).body("version", notNullValue());
    }

    @Test
    void healthMetricsAndOpenApiAnswer() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("cortex_workers"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/tasks/{id}/retry"));
    }
}
