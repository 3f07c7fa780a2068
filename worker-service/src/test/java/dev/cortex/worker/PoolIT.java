package dev.cortex.worker;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.mesh.stream.StreamConsumer;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pool with workers that are processes, as they will be: replaced, killed, resized. */
@QuarkusTest
@TestProfile(PoolIT.RealWorkers.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class PoolIT {
    // Starting a JVM on a busy machine takes its time; nothing here waits longer than it must.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    Mesh mesh;

    @Inject
    FakeRouter router;

    @Inject
    RedisDataSource redis;

    private StreamConsumer routing;

    public static final class RealWorkers implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cortex.worker.child.jar", "target/quarkus-app/quarkus-run.jar",
                    "cortex.worker.child.log-dir", "target/worker-logs",
                    "cortex.worker.child.java-options",
                            "-XX:+UseSerialGC -Xmx400m -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders",
                    "cortex.worker.executors.leak-max", "100M",
                    "cortex.worker.memory-limit", "300M",
                    "cortex.worker.pool.active", "2",
                    "cortex.worker.pool.warm", "1",
                    "cortex.worker.pool.measure-interval", "500ms",
                    "cortex.worker.pool.recycle-floor", "1s");
        }
    }

    @BeforeEach
    void untilComplete() {
        routing = router.open();
        untilPool(view -> view.getInt("stats.total_active") == 2 && view.getInt("stats.total_warm") == 1);
    }

    @AfterEach
    void close() {
        routing.close();
        // The size that a test set is kept in the database, which other tests share.
        mesh.execute("delete from worker.pool");
    }

    @Test
    void leakingWorkerIsReplacedByTheWarmOneWithoutADip() {
        List<String> first = activeIds(workers());
        String warm = workers().getString("active_workers.find { it.role == 'warm' }.worker_id");
        leakUntilOneIsRecycled();
        assertTrue(activeIds(workers()).contains(warm), "the warm worker took over");
        untilPool(view -> activeIds(view).stream().filter(first::contains).count() <= 1
                && view.getInt("stats.total_warm") == 1
                && view.getInt("stats.total_draining") == 0);
    }

    /** A little at a time: a worker may get all of it, and must be seen above its limit before its heap is full. */
    private void leakUntilOneIsRecycled() {
        for (int round = 0; round < 30 && recycled(workers(), "memory") == 0; round++) {
            untilSucceeded(submit(4, "{\"type\":\"noop\",\"payload\":{\"sleep_ms\":100,\"leak_bytes\":10000000}}"));
        }
        untilPool(view -> {
            assertTrue(view.getInt("stats.total_active") >= 2, "capacity dipped: " + view.prettify());
            return recycled(view, "memory") >= 1;
        });
    }

    @Test
    void killedWorkersPlaceAndTasksAreTakenOverAtOnce() {
        UUID[] ids = submit(40, "{\"type\":\"noop\",\"payload\":{\"sleep_ms\":1000}}");
        JsonPath before = untilPool(
                view -> view.getInt("active_workers.findAll { it.role == 'active' }.tasks_running.sum()") >= 10);
        String busiest = "active_workers.findAll { it.role == 'active' }.max { it.tasks_running }.";
        String victim = before.getString(busiest + "worker_id");
        long crashes = recycled(before, "crashed");
        ProcessHandle.of(before.getLong(busiest + "pid")).orElseThrow().destroyForcibly();
        long killedNanos = System.nanoTime();
        untilPool(view -> recycled(view, "crashed") == crashes + 1 && view.getInt("stats.total_active") == 2);
        Until.holds(
                PATIENCE,
                () -> mesh.count("select count(*) from worker.tasks where state = 'running' and worker = $1", victim),
                orphans -> orphans == 0);
        Duration takeOver = Duration.ofNanos(System.nanoTime() - killedNanos);
        assertTrue(takeOver.compareTo(Duration.ofSeconds(5)) < 0, "taken over after " + takeOver);
        untilSucceeded(ids);
        assertTrue(mesh.count(
                        "select count(*) from worker.task_attempts where outcome = 'lost' and task_id = any($1)",
                        (Object) ids)
                > 0);
    }

    @Test
    void flushedRedisKillsNoWorker() {
        List<String> before = activeIds(workers());
        redis.execute("FLUSHALL");
        UUID[] ids = submit(20, "{\"type\":\"noop\"}");
        untilSucceeded(ids);
        assertEquals(before, activeIds(workers()));
    }

    @Test
    void workerIsReplacedOnRequest() {
        String id = activeIds(workers()).getFirst();
        given().post("/api/workers/" + id + "/recycle").then().statusCode(202);
        untilPool(view -> {
            assertTrue(view.getInt("stats.total_active") >= 2, "capacity dipped");
            return recycled(view, "requested") >= 1 && !activeIds(view).contains(id);
        });
        given().post("/api/workers/nobody/recycle").then().statusCode(404);
    }

    @Test
    void poolIsResized() {
        given().contentType(ContentType.JSON)
                .body("{\"active\":1,\"warm\":1}")
                .put("/api/workers/pool")
                .then()
                .statusCode(200);
        untilPool(view -> view.getInt("stats.total_active") == 1 && view.getInt("stats.total_draining") == 0);
        given().contentType(ContentType.JSON)
                .body("{\"active\":2,\"warm\":1}")
                .put("/api/workers/pool")
                .then()
                .statusCode(200);
        untilPool(view -> view.getInt("stats.total_active") == 2 && view.getInt("stats.total_warm") == 1);
    }

    private UUID[] submit(int tasks, String task) {
        String lines = IntStream.range(0, tasks).mapToObj(i -> task).collect(Collectors.joining("\n"));
        return mesh.submitBatch(lines).<String>getList("ids").stream()
                .map(UUID::fromString)
                .toArray(UUID[]::new);
    }

    private void untilSucceeded(UUID[] ids) {
        Until.holds(
                PATIENCE,
                () -> mesh.count(
                        "select count(*) from worker.tasks where id = any($1) and state = 'succeeded'", (Object) ids),
                succeeded -> succeeded == ids.length);
        assertEquals(
                ids.length, mesh.count("select count(*) from worker.effects where task_id = any($1)", (Object) ids));
    }

    private static JsonPath workers() {
        return given().get("/api/workers").jsonPath();
    }

    private static JsonPath untilPool(java.util.function.Predicate<JsonPath> fits) {
        return Until.holds(PATIENCE, PoolIT::workers, view -> view.get("stats") != null && fits.test(view));
    }

    private static List<String> activeIds(JsonPath view) {
        return view.getList("active_workers.findAll { it.role == 'active' }.worker_id");
    }

    private static long recycled(JsonPath view, String reason) {
        Number count = view.get("stats.recycled_by_reason." + reason);
        return count == null ? 0 : count.longValue();
    }
}
