package dev.cortex.routing.snapshot;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.routing.model.ModelState;
import dev.cortex.routing.outcome.OutcomeLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
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
class RollbackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    OutcomeLog log;

    @Inject
    SnapshotStore store;

    @Inject
    EpochBook book;

    @Inject
    Pool pool;

    private final String space = "roll-" + UUID.randomUUID();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private int tasks;

    @Test
    void replicasAgreeAfterRollbacksHoweverTheyCameThere() {
        Replica other = replica();
        experts("alpha", "beta", "gamma");
        judge(60);
        JsonPath early = model();
        judge(40);
        experts("delta");
        JsonPath dropped = model();
        long turned = rollBack(Map.of("epoch", early.getLong("epoch"))).getLong("seq");
        assertEquals(early.getLong("examples"), model().getLong("examples"));
        assertTrue(model().getLong("epoch") > dropped.getLong("epoch"));
        judge(30);
        // Back into what was rolled back, and on from there.
        rollBack(Map.of("seq", turned - 3));
        judge(30);
        long place = head();
        Replica fromSnapshot = replica();
        post("/model/snapshots").statusCode(201);
        Replica fromLog = replica();
        forgetSnapshots();
        Replica withoutSnapshots = replica();
        ModelState here = here();
        for (Replica replica : List.of(other, fromSnapshot, fromLog, withoutSnapshots)) {
            ModelState there = replica.state(space, place);
            assertEquals(here, there, "seed " + seed);
        }
        post("/model/rebuild")
                .statusCode(200)
                .body("state", equalTo("same"))
                .body("rebuilt_hash", equalTo(here.weightsHash()))
                .body("rebuilt_epoch", equalTo((int) here.epoch()));
        given().get(path("/model/rebuild")).then().statusCode(200).body("same", equalTo(true));
    }

    @Test
    void aReplicaThatStartsFromACompleteSnapshotAgreesToo() {
        experts("alpha", "beta");
        judge(20);
        rollBack(Map.of("seq", head() - 5));
        judge(10);
        Replica first = replica();
        ModelState then = first.state(space, head());
        first.takeComplete();
        judge(10);
        Replica restored = replica();
        restored.restore();
        assertTrue(restored.startedAt() > 0);
        assertEquals(here(), restored.state(space, head()), "seed " + seed);
        assertNotEquals(then, here());
    }

    @Test
    void theModelIsWhatItWasAndLearnsOn() {
        experts("alpha", "beta");
        judge(30);
        JsonPath before = model();
        String answer = scores();
        post("/model/snapshots").statusCode(201).body("weights_hash", equalTo(before.getString("weights_hash")));
        judge(30);
        assertNotEquals(before.getString("weights_hash"), model().getString("weights_hash"));
        JsonPath done = rollBack(Map.of("epoch", before.getLong("epoch")));
        assertEquals(before.getString("weights_hash"), model().getString("weights_hash"));
        assertEquals(done.getLong("epoch"), model().getLong("epoch"));
        assertEquals(answer, scores());
        judge(5);
        assertEquals(before.getLong("examples") + 5, model().getLong("examples"));
    }

    @Test
    void anyEpochCanBeFoundWithoutASnapshot() {
        experts("alpha", "beta");
        List<JsonPath> models = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            judge(1);
            models.add(model());
        }
        for (int n : List.of(11, 3, 7, 0)) {
            JsonPath then = models.get(n);
            forgetSnapshots();
            rollBack(Map.of("epoch", then.getLong("epoch")));
            assertEquals(then.getString("weights_hash"), model().getString("weights_hash"), "seed " + seed);
        }
    }

    @Test
    void theHistoryTellsWhatWasKeptAndWhatWasTurned() {
        experts("alpha", "beta");
        judge(10);
        long epoch = model().getLong("epoch");
        post("/model/snapshots").statusCode(201).body("kind", equalTo("taken")).body("epoch", equalTo((int) epoch));
        judge(5);
        rollBack(Map.of("epoch", epoch));
        given().get(path("/model/epochs"))
                .then()
                .statusCode(200)
                .body("epoch", equalTo(model().getInt("epoch")))
                .body("epochs.kind", hasItems("taken", "rolled_back"))
                .body("epochs[0].kind", equalTo("rolled_back"))
                .body("epochs[0].epoch", equalTo(model().getInt("epoch")))
                .body("epochs[0].weights_hash", equalTo(model().getString("weights_hash")));
    }

    @Test
    void refusesWhatLeadsNowhere() {
        experts("alpha");
        judge(3);
        refused(Map.of("epoch", 1_000_000_000_000L), 404, "epoch");
        refused(Map.of("epoch", 1), 404, "epoch");
        refused(Map.of("seq", 0), 404, "entry");
        refused(Map.of("seq", head() + 1000), 404, "entry");
        refused(Map.of("seq", head() - 6), 404, "did not exist");
        refused(Map.of(), 400, "epoch");
        refused(Map.of("epoch", 1, "seq", 1), 400, "one of");
        given().get(path("/model/epochs?limit=x")).then().statusCode(400).body("detail", containsString("limit"));
        given().get(path("/model/rebuild")).then().statusCode(404);
        given().get("/api/routing/spaces/nowhere/model/epochs").then().statusCode(404);
    }

    @Test
    void aSpaceOfTheSameNameHasNoPartInTheHistoryOfTheFormer() {
        experts("alpha");
        judge(5);
        long former = model().getLong("epoch");
        long place = head();
        given().delete("/api/routing/spaces/" + space).then().statusCode(204);
        experts("alpha");
        judge(2);
        refused(Map.of("epoch", former), 404, "epoch");
        refused(Map.of("seq", place), 404, "did not exist");
        post("/model/rebuild").statusCode(200).body("same", equalTo(true));
    }

    private void experts(String... ids) {
        for (String id : ids) {
            given().contentType("application/json")
                    .body(Map.of("keywords", List.of(id)))
                    .put("/api/routing/spaces/" + space + "/experts/" + id)
                    .then()
                    .statusCode(200);
        }
    }

    private void judge(int count) {
        List<Map<String, Object>> outcomes = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            String expert = List.of("alpha", "beta", "gamma").get(random.nextInt(3));
            String known = here().experts() < 3 ? "alpha" : expert;
            outcomes.add(Map.of(
                    "task_id",
                    "t" + tasks++,
                    "description",
                    "polish lens " + random.nextInt(40),
                    "correct_expert",
                    known));
        }
        given().contentType("application/json")
                .body(Map.of("outcomes", outcomes))
                .post("/api/routing/spaces/" + space + "/outcomes")
                .then()
                .statusCode(200)
                .body("applied", equalTo(count));
    }

    private JsonPath rollBack(Map<String, Object> body) {
        return given().contentType("application/json")
                .body(body)
                .post(path("/model/rollback"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void refused(Map<String, Object> body, int status, String word) {
        given().contentType("application/json")
                .body(body)
                .post(path("/model/rollback"))
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(word));
    }

    private String scores() {
        return given().contentType("application/json")
                .body(Map.of("description", "polish lens 7"))
                .post(path("/route"))
                .then()
                .statusCode(200)
                .extract()
                .path("decision.scores")
                .toString();
    }

    private JsonPath model() {
        return given().get(path("/model")).then().statusCode(200).extract().jsonPath();
    }

    private ValidatableResponse post(String path) {
        return given().post(path(path)).then();
    }

    private String path(String rest) {
        return "/api/routing/spaces/" + space + rest;
    }

    @Inject
    dev.cortex.routing.space.Spaces spaces;

    private ModelState here() {
        return spaces.find(space).orElseThrow().state();
    }

    private long head() {
        return log.head().await().atMost(PATIENCE);
    }

    private void forgetSnapshots() {
        pool.query("DELETE FROM routing.model_snapshots").execute().await().atMost(PATIENCE);
    }

    private Replica replica() {
        return new Replica(log, store, book);
    }
}
