package dev.cortex.routing.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.routing.StreamNames;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent: bounded work, a clear answer, never a fault of ours. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class HostileInputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    RedisDataSource redis;

    private final String space = "/api/routing/spaces/hostile-" + UUID.randomUUID();

    @BeforeEach
    void twoExperts() {
        for (String id : List.of("alpha", "beta")) {
            json("{}").put(space + "/experts/" + id).then().statusCode(200);
        }
    }

    @Test
    void anyTextIsDecidedInBoundedTime() {
        List<String> texts = List.of(
                "",
                "\u0000\u0000",
                "x".repeat(1_000_000),
                "a b c ".repeat(170_000),
                "\ud83e\udd16".repeat(250_000),
                "\ud800".repeat(100_000),
                "e\u0301".repeat(200_000),
                "\ufdfa".repeat(100_000),
                "\u202e\u200b\ufeff drop table routing.outcomes; --",
                "word ".repeat(100) + "\u0130\u0131\u1e9e");
        for (String text : texts) {
            long start = System.nanoTime();
            json(Map.of("description", text))
                    .post(space + "/route")
                    .then()
                    .statusCode(200)
                    .body("decision.primary_expert", notNullValue())
                    .body("decision.explanation.length()", lessThan(10_000));
            assertTrue(System.nanoTime() - start < PATIENCE.toNanos());
        }
    }

    @Test
    void randomTextIsDecidedAndLearned() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Map<String, String>> outcomes = IntStream.range(0, 200)
                .mapToObj(n -> Map.of(
                        "task_id", "r" + n + text(random, 20),
                        "type", text(random, 20),
                        "priority", text(random, 20),
                        "description", text(random, 300),
                        "correct_expert", random.nextBoolean() ? "alpha" : "beta"))
                .toList();
        Response answer = json(Map.of("outcomes", outcomes)).post(space + "/outcomes");
        assertEquals(200, answer.statusCode(), "seed " + seed + ": " + answer.asString());
        assertEquals(200, answer.<Integer>path("applied"), "seed " + seed + ": " + answer.asString());
        Response decisions = json(Map.of("tasks", outcomes)).post(space + "/route");
        assertEquals(200, decisions.statusCode(), "seed " + seed + ": " + decisions.asString());
    }

    @Test
    void whatIsNoTaskIsRefused() {
        for (String body : List.of(
                "[]",
                "7",
                "\"x\"",
                "{",
                "",
                "{\"description\":{}}",
                "{\"description\":[\"x\"]}",
                "{\"tasks\":{}}",
                "{\"tasks\":[null]}",
                "{\"tasks\":[7]}",
                "{\"description\":\"x\",\"type\":\"" + "t".repeat(201) + "\"}",
                "{\"description\":\"x\",\"task_id\":\"" + "t".repeat(201) + "\"}",
                "{\"tasks\":" + "[".repeat(1_500) + "]".repeat(1_500) + "}",
                "{\"description\":" + "[".repeat(1_500))) {
            refused(json(body).post(space + "/route"), 400, 400);
        }
        String many = IntStream.range(0, 10_001)
                .mapToObj(n -> "{\"description\":\"x\"}")
                .collect(Collectors.joining(",", "{\"tasks\":[", "]}"));
        refused(json(many).post(space + "/route"), 413, 413);
    }

    @Test
    void whatIsNoOutcomeIsRefusedOrIgnoredWithAReason() {
        for (String body :
                List.of("[]", "7", "{", "{\"outcomes\":{}}", "{\"outcomes\":[null]}", "{\"outcomes\":[7]}")) {
            refused(json(body).post(space + "/outcomes"), 400, 400);
        }
        for (String outcome : List.of(
                "{\"success\":true}",
                "{\"task_id\":\"\",\"success\":true}",
                "{\"task_id\":\"" + "t".repeat(201) + "\",\"success\":true}",
                "{\"task_id\":\"x\"}",
                "{\"task_id\":\"x\",\"success\":true,\"score\":-1}",
                "{\"task_id\":\"x\",\"success\":true,\"score\":1e300}",
                "{\"task_id\":\"never routed\",\"success\":true}",
                "{\"task_id\":\"x\",\"description\":\"d\",\"correct_expert\":\"nobody\"}",
                "{\"task_id\":\"x\",\"description\":\"d\",\"success\":false}")) {
            json("{\"outcomes\":[" + outcome + "]}")
                    .post(space + "/outcomes")
                    .then()
                    .statusCode(200)
                    .body("applied", equalTo(0))
                    .body("ignored", hasSize(1))
                    .body("ignored[0].reason.length()", greaterThan(10));
        }
    }

    @Test
    void ofContradictoryOutcomesTheFirstCounts() {
        String first = "{\"task_id\":\"c\",\"description\":\"paint\",\"correct_expert\":\"alpha\"}";
        String second = first.replace("alpha", "beta");
        json("{\"outcomes\":[" + first + "," + second + "]}")
                .post(space + "/outcomes")
                .then()
                .statusCode(200)
                .body("applied", equalTo(1))
                .body("ignored[0].reason", containsString("before"));
        json("{\"outcomes\":[" + second + "]}")
                .post(space + "/outcomes")
                .then()
                .statusCode(200)
                .body("applied", equalTo(0));
        json(Map.of("description", "paint"))
                .post(space + "/route")
                .then()
                .body("decision.primary_expert", equalTo("alpha"));
    }

    /** As many as a request may have: it takes long, and is answered when all of it is learned. */
    @Test
    void tenThousandOutcomesAtOnceAreLearned() {
        String batch = UUID.randomUUID().toString();
        String lines = IntStream.range(0, 10_000)
                .mapToObj(n -> "{\"task_id\":\"" + batch + n + "\",\"description\":\"colour " + n % 97 + " of item " + n
                        + "\",\"correct_expert\":\"" + (n % 97 % 2 == 0 ? "alpha" : "beta") + "\"}")
                .collect(Collectors.joining("\n"));
        given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)))
                .contentType("application/x-ndjson")
                .body(lines)
                .post(space + "/outcomes")
                .then()
                .statusCode(200)
                .body("applied", equalTo(10_000))
                .body("ignored.size()", equalTo(0));
        json(Map.of("description", "colour 33 of something"))
                .post(space + "/route")
                .then()
                .body("decision.primary_expert", equalTo("beta"));
    }

    @Test
    void whatIsNoExpertIsRefused() {
        for (String body : List.of(
                "[]",
                "7",
                "{\"capacity\":-1}",
                "{\"capacity\":\"x\"}",
                "{\"capacity\":99999999999}",
                "{\"keywords\":\"x\"}",
                "{\"keywords\":[\"\"]}",
                "{\"keywords\":[null]}",
                "{\"keywords\":[\"" + "k".repeat(121) + "\"]}",
                "{\"description\":\"" + "d".repeat(4_097) + "\"}")) {
            refused(json(body).put(space + "/experts/gamma"), 400, 400);
        }
        for (String id : List.of("UPPER", "a b", "submitted", "x".repeat(65), "-a", "%00", "%F0%9F%A4%96")) {
            refused(json("{}").urlEncodingEnabled(false).put(space + "/experts/" + id.replace(" ", "%20")), 400, 404);
        }
    }

    @Test
    void poisonedEntriesOfTheStreamsAreBuriedAndTheNextOneIsHandled() {
        for (String stream : List.of(StreamNames.SUBMITTED, StreamNames.OUTCOMES)) {
            for (String data : List.of("", "{", "null", "7", "[]", "{\"task_id\":7}", "[".repeat(100_000), "\u0000")) {
                redis.stream(String.class)
                        .xadd(
                                stream,
                                Map.of(
                                        "v",
                                        "1",
                                        "id",
                                        "p",
                                        "type",
                                        "task.submitted",
                                        "time",
                                        "2026-01-01T00:00:00Z",
                                        "data",
                                        data));
            }
            redis.stream(String.class).xadd(stream, Map.of("nothing", "known"));
        }
        String id = UUID.randomUUID().toString();
        String data = "{\"task_id\":\"" + id + "\",\"type\":\"noop\",\"description\":\"deploy the release\"}";
        redis.stream(String.class)
                .xadd(
                        StreamNames.SUBMITTED,
                        Map.of(
                                "v",
                                "1",
                                "id",
                                id,
                                "type",
                                "task.submitted",
                                "time",
                                "2026-01-01T00:00:00Z",
                                "data",
                                data));
        await(() -> !given().get("/api/routing/decisions?task_id=" + id)
                .<List<Object>>path("decisions")
                .isEmpty());
        await(() -> redis.stream(String.class).xlen(StreamNames.SUBMITTED) == 0);
    }

    private static void refused(Response answer, int from, int to) {
        String told = answer.asString();
        assertTrue(answer.statusCode() >= from && answer.statusCode() <= to, answer.statusCode() + " " + told);
        ValidatableResponse problem = answer.then();
        problem.contentType("application/problem+json").body("detail.length()", greaterThan(5));
        assertTrue(!told.contains("Exception") && told.length() < 2_000, told);
    }

    /** Any characters, whole pairs or not. */
    private static String text(Random random, int lengthMax) {
        return random.ints(random.nextInt(lengthMax), 0, 0x10000)
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    private static io.restassured.specification.RequestSpecification json(Object body) {
        return given().contentType("application/json; charset=utf-8").body(body);
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
