package dev.cortex.routing.workforce;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@TestProfile(RedisPlacesIT.Patient.class)
class RedisPlacesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A loaded machine is no Redis that hangs. */
    public static class Patient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cortex.routing.redis.patience", "10s", "cortex.routing.places.compare-interval", "100ms");
        }
    }

    @Inject
    Spaces spaces;

    @Inject
    Places places;

    @Inject
    RedisDataSource redis;

    private final String space = "places-" + UUID.randomUUID();

    @Test
    void aPlaceIsTakenByADecisionAndFreeAfterItsOutcome() {
        experts(1, 1);
        assertEquals("baker", routed("1").getString("decision.primary_expert"));
        JsonPath second = routed("2");
        assertEquals("smith", second.getString("decision.primary_expert"));
        assertEquals("second_choice", second.getString("decision.strategy"));
        assertEquals("baker", second.getString("decision.diverted_from"));
        assertEquals("capacity", second.getString("decision.diverted_because"));
        assertTrue(second.getString("decision.explanation").contains("as many tasks as it can have"));
        JsonPath third = routed("3");
        assertEquals("baker", third.getString("decision.primary_expert"), "nobody has room: the first choice");
        assertTrue(third.getString("decision.explanation").contains("no free place"));
        judge("1");
        judge("3");
        await(() -> !routed(UUID.randomUUID().toString())
                .getString("decision.explanation")
                .contains("no free place"));
    }

    @Test
    void aTaskRoutedAgainKeepsItsPlace() {
        experts(1, 0);
        for (int n = 0; n < 3; n++) {
            assertEquals("baker", routed("same").getString("decision.primary_expert"));
        }
        assertEquals("smith", routed("other").getString("decision.primary_expert"));
    }

    @Test
    void aWipedRedisIsFilledAgainFromWhatIsOpen() {
        experts(2, 0);
        routed("open");
        routed("done");
        judge("done");
        await(() -> stored("open"));
        redis.flushall();
        assertEquals("baker", routed("next").getString("decision.primary_expert"));
        assertEquals("smith", routed("third").getString("decision.primary_expert"));
    }

    @Test
    void aPlaceWhoseOutcomeWasMissedIsFreedByComparing() {
        experts(1, 0);
        routed("1");
        await(() -> stored("1"));
        Space found = spaces.find(space).orElseThrow();
        judge("1");
        // As if freeing it had failed.
        places.take(found, List.of(new Places.Wish("1", List.of("baker"))))
                .await()
                .atMost(PATIENCE);
        await(() -> routed(UUID.randomUUID().toString())
                .getString("decision.primary_expert")
                .equals("baker"));
    }

    @Test
    void aBatchIsSeatedInItsOrder() {
        experts(3, 0);
        List<Map<String, String>> tasks = java.util.stream.IntStream.range(0, 450)
                .mapToObj(n -> Map.of("task_id", "b" + n, "type", "bake", "description", "bread"))
                .toList();
        List<String> experts = given().contentType("application/json")
                .body(Map.of("tasks", tasks))
                .post("/api/routing/spaces/" + space + "/route")
                .then()
                .statusCode(200)
                .extract()
                .path("decisions.decision.primary_expert");
        assertEquals(List.of("baker", "baker", "baker", "smith"), experts.subList(0, 4));
        assertEquals(3, experts.stream().filter("baker"::equals).count());
    }

    private boolean stored(String task) {
        List<Object> found = given().get("/api/routing/spaces/" + space + "/decisions?task_id=" + task)
                .path("decisions");
        return !found.isEmpty();
    }

    private void experts(int baker, int smith) {
        put("baker", Map.of("type_prefixes", List.of("bake"), "capacity", baker));
        put("smith", Map.of("type_prefixes", List.of("forge"), "capacity", smith));
    }

    private void put(String id, Map<String, Object> body) {
        given().contentType("application/json")
                .body(body)
                .put("/api/routing/spaces/" + space + "/experts/" + id)
                .then()
                .statusCode(200);
    }

    private JsonPath routed(String task) {
        return given().contentType("application/json")
                .body(Map.of("task_id", task, "type", "bake", "description", "bread"))
                .post("/api/routing/spaces/" + space + "/route")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void judge(String task) {
        given().contentType("application/json")
                .body(Map.of("outcomes", List.of(Map.of("task_id", task, "success", true))))
                .post("/api/routing/spaces/" + space + "/outcomes")
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
