package dev.cortex.worker;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.mesh.stream.StreamConsumer;
import dev.cortex.worker.execution.TaskWorker;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Intake, sweeper and one worker in one process, on real servers; the router is played. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class TaskFlowIT {
    private static boolean working;

    @Inject
    Mesh mesh;

    @Inject
    FakeRouter router;

    @Inject
    TaskWorker worker;

    @Inject
    RedisDataSource redis;

    @Inject
    WorkerConfig config;

    private StreamConsumer routing;

    @BeforeEach
    void open() {
        routing = router.open();
        if (!working) {
            worker.park().await().atMost(Mesh.PATIENCE);
            worker.activate();
            working = true;
        }
    }

    @AfterEach
    void close() {
        routing.close();
    }

    @Test
    void acceptedTaskIsRoutedExecutedAndKeepsItsDecision() {
        String id = mesh.submit("""
                {"type":"noop","description":"say yes","payload":{"result":{"answer":42}},"priority":"high"}""");
        JsonPath task = mesh.untilState(id, "succeeded");
        assertEquals(42, task.getInt("result.answer"));
        assertEquals("development", task.getString("expert"));
        assertEquals(0.9, task.getDouble("confidence"), 1e-9);
        assertEquals("single_expert", task.getString("strategy"));
        assertEquals("high", task.getString("priority"));
        assertEquals(100, task.getInt("progress.percent"));
        assertEquals("succeeded", task.getString("attempts[0].outcome"));
        assertNotNull(task.getString("completed_at"));
        assertEquals(1, mesh.effects(id));
        assertEquals(
                0,
                mesh.count(
                        "select count(*) from worker.tasks where id = $1 and state = 'running'", UUID.fromString(id)));
    }

    @Test
    void failedAttemptsAreRetriedAndTheEffectHappensOnce() {
        String id = mesh.submit("""
                {"type":"noop","description":"third time lucky","payload":{"fail_first":2},"max_attempts":5}""");
        JsonPath task = mesh.untilState(id, "succeeded");
        assertEquals(List.of("failed", "failed", "succeeded"), task.getList("attempts.outcome"));
        assertEquals(List.of(1, 2, 3), task.getList("attempts.number"));
        assertEquals(1, mesh.effects(id));
    }

    @Test
    void taskThatKeepsFailingIsDeadWithItsReasonAndCanBeRetried() {
        String id = mesh.submit("""
                {"type":"noop","payload":{"fail_first":3},"max_attempts":2}""");
        JsonPath dead = mesh.untilState(id, "dead");
        assertTrue(dead.getString("error").contains("all 2 attempts failed"), dead.getString("error"));
        assertEquals(0, mesh.effects(id));

        given().post("/api/tasks/" + id + "/retry").then().statusCode(202);
        JsonPath revived = mesh.untilState(id, "succeeded");
        assertEquals(List.of("failed", "failed", "failed", "succeeded"), revived.getList("attempts.outcome"));
    }

    @Test
    void taskOverItsTimeoutEndsAsTimeout() {
        String id = mesh.submit("""
                {"type":"noop","payload":{"sleep_ms":60000},"timeout_ms":50,"max_attempts":1}""");
        JsonPath task = mesh.untilState(id, "dead");
        assertEquals("timeout", task.getString("attempts[0].outcome"));
        assertTrue(task.getString("error").contains("50 ms"));
    }

    @Test
    void runningTaskIsCancelledAndItsWorkIsLetGo() {
        String id = mesh.submit("{\"type\":\"noop\",\"payload\":{\"sleep_ms\":60000}}");
        mesh.untilState(id, "running");
        given().delete("/api/tasks/" + id).then().statusCode(200);
        JsonPath task = mesh.untilState(id, "cancelled");
        assertEquals("cancelled", task.getString("attempts[0].outcome"));
        Until.holds(Mesh.PATIENCE, worker::running, running -> running == 0);
        assertEquals(0, mesh.effects(id));
        given().delete("/api/tasks/" + id).then().statusCode(200);
    }

    @Test
    void endedTaskIsNotCancelled() {
        String id = mesh.submit("{\"type\":\"noop\"}");
        mesh.untilState(id, "succeeded");
        given().delete("/api/tasks/" + id).then().statusCode(409).contentType("application/problem+json");
    }

    @Test
    void taskWaitsForItsTime() {
        String id = mesh.submit("""
                {"type":"noop","not_before":"%s"}""".formatted(java.time.Instant.now().plusMillis(700)));
        JsonPath task = mesh.untilState(id, "succeeded");
        assertTrue(!java.time.Instant.parse(task.getString("started_at"))
                .isBefore(java.time.Instant.parse(task.getString("not_before"))));
    }

    @Test
    void taskNotStartedInTimeExpires() {
        routing.close();
        String id = mesh.submit("""
                {"type":"noop","expert":"nobody","expires_at":"%s"}""".formatted(java.time.Instant.now().plusMillis(200)));
        mesh.untilState(id, "expired");
    }

    @Test
    void lateAttemptIsRefused() {
        String id = mesh.submit(
                "{\"type\":\"noop\",\"payload\":{\"sleep_ms\":1500,\"result\":\"late\"},\"max_attempts\":3}");
        mesh.untilState(id, "running");
        // Somebody else takes the task over while this worker still runs it.
        mesh.execute(
                "update worker.tasks set attempt = attempt + 1, worker = 'another', lease_until = now() + interval '1 minute' where id = $1",
                UUID.fromString(id));
        Until.holds(Mesh.PATIENCE, worker::running, running -> running == 0);
        JsonPath task = mesh.task(id);
        assertEquals("running", task.getString("state"));
        assertEquals(0, mesh.effects(id));
        // The other one vanishes: its lease ends and the task is run again, to its one effect.
        mesh.execute("update worker.tasks set lease_until = now() where id = $1", UUID.fromString(id));
        JsonPath done = mesh.untilState(id, "succeeded");
        assertEquals("lost", done.getList("attempts.outcome").getFirst());
        assertEquals(1, mesh.effects(id));
    }

    @Test
    void flushedRedisLosesNothing() {
        String batch = IntStream.range(0, 300)
                .mapToObj(i -> "{\"type\":\"noop\",\"description\":\"task " + i + "\",\"payload\":{\"sleep_ms\":20}}")
                .collect(Collectors.joining("\n"));
        List<String> ids = mesh.submitBatch(batch).getList("ids");
        assertEquals(300, ids.size());
        redis.execute("FLUSHALL");
        UUID[] all = ids.stream().map(UUID::fromString).toArray(UUID[]::new);
        Until.holds(
                Mesh.PATIENCE,
                () -> mesh.count(
                        "select count(*) from worker.tasks where id = any($1) and state = 'succeeded'", (Object) all),
                succeeded -> succeeded == 300);
        assertEquals(300, mesh.count("select count(*) from worker.effects where task_id = any($1)", (Object) all));
    }

    @Test
    void outcomeIsToldOnce() {
        String id = mesh.submit("{\"type\":\"noop\",\"description\":\"tell me\",\"payload\":{\"result\":7}}");
        mesh.untilState(id, "succeeded");
        Until.holds(
                Mesh.PATIENCE,
                () -> mesh.count(
                        "select count(*) from worker.tasks where id = $1 and outcome_published", UUID.fromString(id)),
                told -> told == 1);
        String entries = redis.execute("XRANGE", "cortex.outcomes", "-", "+").toString();
        assertTrue(entries.contains(id));
        assertTrue(entries.contains("\"success\":true"));
    }

    @Test
    void followerSeesTheTaskToItsEnd() {
        String id = mesh.submit("{\"type\":\"noop\",\"payload\":{\"sleep_ms\":300}}");
        String events = given().accept("text/event-stream")
                .get("/api/tasks/" + id + "/events")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertTrue(events.contains("event:task"), events);
        assertTrue(events.trim().endsWith("}"), events);
        assertTrue(events.contains("\"state\":\"succeeded\""), events);
        given().get("/api/tasks/" + UUID.randomUUID() + "/events").then().statusCode(404);
    }

    @Test
    void reportShowsWhatRan() {
        String id = mesh.submit("{\"type\":\"noop\"}");
        mesh.untilState(id, "succeeded");
        String report = mesh.submit("{\"type\":\"report.performance\",\"payload\":{\"window_minutes\":5}}");
        JsonPath task = mesh.untilState(report, "succeeded");
        assertTrue(task.getInt("result.attempts") >= 1);
        assertTrue(task.getLong("result.types.find { it.type == 'noop' }.succeeded") >= 1);
    }

    @Test
    void issueIsOpenedAndWorkflowStarted() {
        String issue = mesh.submit("""
                {"type":"github.issue","payload":{"username":"octocat","repository":"octocat/hello","title":"One step","body":"more","dry_run":false,"confirm":true}}""");
        assertTrue(mesh.untilState(issue, "succeeded").getInt("result.number") > 0);
        String workflow = mesh.submit("""
                {"type":"github.workflow","payload":{"username":"octocat","repository":"octocat/hello","workflow":"ci.yml","inputs":{"a":"b"},"dry_run":false,"confirm":true}}""");
        assertEquals("main", mesh.untilState(workflow, "succeeded").getString("result.ref"));
        given().contentType(ContentType.JSON)
                .body("{\"type\":\"github.issue\",\"payload\":{\"repository\":\"../..\",\"title\":\"x\"}}")
                .post("/api/tasks")
                .then()
                .statusCode(400);
    }

    @Test
    void nothingIsWrittenOnGitHubWithoutAnExplicitWord() {
        String issue = mesh.submit("""
                {"type":"github.issue","payload":{"username":"octocat","title":"A dry one","body":"more"}}""");
        JsonPath wouldOpen = mesh.untilState(issue, "succeeded");
        assertTrue(wouldOpen.getBoolean("result.dry_run"));
        assertEquals("A dry one", wouldOpen.getString("result.title"));
        String workflow = mesh.submit("""
                {"type":"github.workflow","payload":{"repository":"octocat/hello","workflow":"dry.yml","dry_run":true}}""");
        assertTrue(mesh.untilState(workflow, "succeeded").getBoolean("result.dry_run"));
        String work =
                given().get(config.executors().githubUrl() + "/_admin/work").asString();
        assertFalse(work.contains("A dry one") || work.contains("dry.yml"), work);
        given().contentType(ContentType.JSON)
                .body("{\"type\":\"github.issue\",\"payload\":{\"title\":\"x\",\"dry_run\":false}}")
                .post("/api/tasks")
                .then()
                .statusCode(400);
    }

    @Test
    void writingOnGitHubTakesTwoWordsAndTheUsersOwnRepository() {
        for (String payload : List.of(
                "{\"username\":\"octocat\",\"repository\":\"octocat/hello\",\"title\":\"x\",\"dry_run\":false}",
                "{\"repository\":\"octocat/hello\",\"title\":\"x\",\"dry_run\":false,\"confirm\":true}",
                "{\"username\":\"octocat\",\"repository\":\"octocatx/hello\",\"title\":\"x\",\"dry_run\":false,\"confirm\":true}",
                "{\"username\":\"octocat\",\"repository\":\"octocat/hello\",\"title\":\"x\",\"issue_key\":\"a-->b\"}")) {
            given().contentType(ContentType.JSON)
                    .body("{\"type\":\"github.issue\",\"payload\":" + payload + "}")
                    .post("/api/tasks")
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void theSameIssueIsOpenedOnceAndWritesAreASecondApart() {
        String user = "w" + UUID.randomUUID().toString().substring(0, 8);
        String task =
                "{\"type\":\"github.issue\",\"payload\":{\"username\":\"%1$s\",\"repository\":\"%1$s/notes\",\"title\":\"t\","
                        + "\"issue_key\":\"%2$s\",\"dry_run\":false,\"confirm\":true}}";
        List<String> ids = List.of(
                mesh.submit(task.formatted(user, "pull_shark:x3")),
                mesh.submit(task.formatted(user, "pull_shark:x3")),
                mesh.submit(task.formatted(user, "yolo:base")));
        List<Integer> numbers = ids.stream()
                .map(id -> mesh.untilState(id, "succeeded").getInt("result.number"))
                .toList();
        assertEquals(numbers.get(0), numbers.get(1), "the second task found the issue of the first");
        List<String> times = JsonPath.from(given().get(config.executors().githubUrl() + "/_admin/work")
                        .asString())
                .getList("work.findAll { it.repository == '" + user + "/notes' }.at");
        assertEquals(2, times.size());
        Duration between = Duration.between(Instant.parse(times.get(0)), Instant.parse(times.get(1)));
        assertTrue(between.compareTo(Duration.ofSeconds(1)) >= 0, between::toString);
    }

    @Test
    void callsOnlyAllowedHosts() {
        given().contentType(ContentType.JSON)
                .body("{\"type\":\"http.request\",\"payload\":{\"url\":\"http://169.254.169.254/latest\"}}")
                .post("/api/tasks")
                .then()
                .statusCode(400);
        // Allowed, but nobody answers there.
        String id = mesh.submit(
                "{\"type\":\"http.request\",\"payload\":{\"url\":\"http://127.0.0.1:1/x\"},\"max_attempts\":1}");
        mesh.untilState(id, "dead");
    }
}
