package dev.cortex.routing.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.routing.Contracts;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamRange;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class DriftIT {
    private static final int EXPERTS = 5;
    private static final int WORDS = 12;
    private static final int BATCH = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    RedisDataSource redis;

    private final String space = "drift-" + UUID.randomUUID();
    private final Random random = new Random(5);
    private int tasks;

    /** Every text belongs to another expert than before, of a sudden. */
    @Test
    void afterLabelsArePermutedTheAlarmIsRaisedOnceAndAccuracyComesBack() {
        for (int expert = 0; expert < EXPERTS; expert++) {
            given().contentType("application/json")
                    .body("{}")
                    .put("/api/routing/spaces/" + space + "/experts/e" + expert)
                    .then()
                    .statusCode(200);
        }
        double before = 0;
        for (int n = 0; n < 16; n++) {
            before = accuracy(0);
        }
        assertTrue(before > 0.9, "" + before);
        model().then().body("drift.alarms", equalTo(0)).body("drift.last_alarm_seq", equalTo(null));
        double worst = 1;
        double after = 0;
        for (int n = 0; n < 24; n++) {
            after = accuracy(1);
            worst = Math.min(worst, after);
        }
        assertTrue(worst < 0.3, "" + worst);
        assertTrue(after > before - 0.03, before + " -> " + after);
        JsonPath drift = told();
        int alarms = drift.getInt("drift.alarms");
        assertTrue(alarms >= 1, "" + alarms);
        List<String> data = alarms();
        assertEquals(alarms, data.size());
        Contracts.assertSameShape(
                Contracts.data(Contracts.ours("routing.drift_alarm")), Contracts.parse(data.getFirst()));
        List<Integer> noted = given().get("/api/routing/spaces/" + space + "/model/epochs?limit=1000")
                .then()
                .extract()
                .path("epochs.findAll { it.kind == 'drift_alarm' }.seq");
        assertEquals(drift.getInt("drift.last_alarm_seq"), noted.getFirst());
    }

    /** The alarm is written down beside the answer, so it may come a little later. */
    private JsonPath told() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonPath model = model().jsonPath();
        while ((model.get("drift.last_alarm_seq") == null || alarms().size() < model.getInt("drift.alarms"))
                && System.nanoTime() < deadline) {
            model = model().jsonPath();
        }
        return model;
    }

    private List<String> alarms() {
        List<String> data = new ArrayList<>();
        redis.stream(String.class, String.class, String.class)
                .xrange("cortex.routing.alarms", StreamRange.of("-", "+"))
                .forEach(entry -> {
                    String text = entry.payload().get("data");
                    if (text.contains(space)) {
                        data.add(text);
                    }
                });
        return data;
    }

    private io.restassured.response.Response model() {
        return given().get("/api/routing/spaces/" + space + "/model");
    }

    /** Share of a batch that is answered right before it is learned. */
    private double accuracy(int shift) {
        List<Map<String, Object>> questions = new ArrayList<>();
        List<Map<String, Object>> outcomes = new ArrayList<>();
        List<String> right = new ArrayList<>();
        for (int n = 0; n < BATCH; n++) {
            int topic = random.nextInt(EXPERTS);
            String text = "job";
            for (int word = 0; word < 4; word++) {
                text += " topic" + topic + "word" + random.nextInt(WORDS);
            }
            right.add("e" + (topic + shift) % EXPERTS);
            String id = "t" + tasks++;
            questions.add(Map.of("task_id", id, "description", text));
            outcomes.add(Map.of("task_id", id, "correct_expert", right.getLast()));
        }
        List<String> answers = post("/route", Map.of("tasks", questions)).getList("decisions.decision.primary_expert");
        post("/outcomes", Map.of("outcomes", outcomes));
        int hits = 0;
        for (int n = 0; n < BATCH; n++) {
            hits += answers.get(n).equals(right.get(n)) ? 1 : 0;
        }
        return hits / (double) BATCH;
    }

    private JsonPath post(String rest, Object body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/routing/spaces/" + space + rest)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
