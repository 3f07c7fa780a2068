package dev.cortex.achievement.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.tasks.TaskIntakeResource;
import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans submitted and workflows executed, against an intake that keeps its word about keys. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
@QuarkusTestResource(TaskIntakeResource.class)
class ExecuteIT {
    private static final String PROBLEM = "application/problem+json";

    @ConfigProperty(name = "CORTEX_TASKS_URL")
    String intake = "";

    private final String user =
            "e" + UUID.randomUUID().toString().replace("-", "").substring(0, 30);

    @BeforeEach
    void reset() {
        emptyIntake();
        // A test before may have opened the circuit breaker: after its pause it lets one order through, then all.
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (given().post("/api/achievements/execute/refresh?username=" + user)
                        .statusCode()
                != 202) {
            assertTrue(System.nanoTime() < deadline, "orders are taken again");
        }
        emptyIntake();
    }

    private void emptyIntake() {
        given().post(intake + "/_admin/reset").then().statusCode(200);
    }

    @Test
    void fault7GetPlanWritesNoTaskHoweverOftenItIsCalled() {
        for (int time = 0; time < 3; time++) {
            given().queryParam("username", user)
                    .get("/api/achievements/plan")
                    .then()
                    .statusCode(200)
                    .body("task_queue.type", hasItems("achievement.refresh"));
        }
        assertEquals(List.of(), orders());
    }

    @Test
    void submitsThePlanOnceHoweverOftenItIsSubmitted() {
        List<String> first = submitPlan()
                .statusCode(202)
                .body("username", equalTo(user))
                .body("gaps.keySet()", hasItems("immediate_wins", "high_priority", "medium_priority", "long_term"))
                .body("tasks.state", everyItem(equalTo("submitted")))
                .body("tasks.existing", everyItem(is(false)))
                .body("tasks.status_url", everyItem(startsWith("/api/tasks/")))
                .extract()
                .path("tasks.id");
        assertEquals(first.size(), orders().size());
        submitPlan().statusCode(202).body("tasks.existing", everyItem(is(true))).body("tasks.id", equalTo(first));
        assertEquals(first.size(), orders().size(), "the same plan twice makes each task once");
        assertTrue(first.size() >= 2, "a refresh and an issue");
    }

    @Test
    void submitsEveryTaskOfTheQueueAndNoOther() {
        List<String> queued = submitPlan().extract().path("task_queue.unique_key");
        List<String> taken =
                orders().stream().map(order -> (String) order.get("unique_key")).toList();
        // Several are under way at once, in whatever order they arrive.
        assertEquals(queued.stream().sorted().toList(), taken.stream().sorted().toList());
        assertTrue(orders().stream()
                .filter(order -> order.get("type").equals("github.issue"))
                .allMatch(order ->
                        ((Map<?, ?>) order.get("payload")).get("dry_run").equals(true)));
    }

    @Test
    void takesTheUserFromTheBodyToo() {
        given().contentType("application/json")
                .body(Map.of("username", user))
                .post("/api/achievements/plan")
                .then()
                .statusCode(202)
                .body("username", equalTo(user));
        given().post("/api/achievements/plan")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/username-missing"));
        given().contentType("application/json")
                .body("{\"username\": 7}")
                .post("/api/achievements/plan")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
        given().contentType("application/json")
                .body("[]")
                .post("/api/achievements/plan")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void tellsThatTasksAreAwayAndFindsWhatWasTakenWhenAskedAgain() {
        submitPlanOnce();
        int taken = orders().size();
        fault(503, 50);
        given().queryParam("username", user + "x")
                .post("/api/achievements/plan")
                .then()
                .statusCode(503)
                .contentType(PROBLEM)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/tasks-unavailable"))
                .body("tasks", nullValue());
        // Looked at before orders are taken again: the answer came with the first failure, others may be asking yet.
        assertEquals(taken, orders().size());
        fault(503, 0);
    }

    @Test
    void survivesAShortFailureOfTheIntake() {
        fault(502, 1);
        submitPlan().statusCode(202);
    }

    @Test
    void fault9ExecuteHasAnIdAStatusAndIdempotence() {
        String id = execute("refresh", Map.of("username", user, "feature_name", "my feature"), "key-" + user)
                .statusCode(202)
                .header("Location", startsWith("http"))
                .body("success", is(true))
                .body("workflow", equalTo("refresh"))
                .body("message", containsString(user))
                .body("feature_name", equalTo("my feature"))
                .body("status_url", startsWith("/api/tasks/"))
                .body("state", equalTo("submitted"))
                .body("existing", is(false))
                .body("dry_run", nullValue())
                .extract()
                .path("task_id");
        execute("refresh", Map.of("username", user, "feature_name", "my feature"), "key-" + user)
                .statusCode(202)
                .body("task_id", equalTo(id))
                .body("existing", is(true));
        assertEquals("key-" + user, orders().getFirst().get("idempotency_key"));
        execute("plan", Map.of("username", user), "key-" + user)
                .statusCode(422)
                .contentType(PROBLEM)
                .body("type", equalTo("/problems/idempotency-key-reused"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$(touch /tmp/x)", "`id`", "; rm -rf / #", "../../etc/passwd", "a'b\"c<script>", "\u202eabc\n"})
    void fault8AFeatureNameIsDataAndNothingElse(String name) {
        execute("refresh", Map.of("username", user, "feature_name", name), null)
                .statusCode(202)
                .body("feature_name", equalTo(name));
        String order = orders().getFirst().toString();
        assertFalse(order.contains(name), order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "..%2f..%2fetc", "$(id)", "Refresh"})
    void listsTheWorkflowsWhereThereIsNoneOfTheName(String name) {
        given().urlEncodingEnabled(false)
                .contentType("application/json")
                .body(Map.of("username", user))
                .post("/api/achievements/execute/" + name.replace("$", "%24"))
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        execute("nonsense", Map.of("username", user), null)
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-workflow"))
                .body(
                        "workflows",
                        containsInAnyOrder(
                                "refresh",
                                "plan",
                                "issue",
                                "workflow",
                                "dispatch",
                                "finish_open_work",
                                "work_in_pairs",
                                "answer_questions",
                                "serve_users",
                                "close_what_is_done"));
    }

    @Test
    void executesEveryStrategyThatAnOpportunityNamesAsADryRun() {
        List<String> strategies = given().queryParam("username", "octocat")
                .get("/api/achievements/opportunities")
                .then()
                .extract()
                .path("opportunities.findAll { it.automation_enabled }.automation_strategy");
        assertFalse(strategies.isEmpty());
        for (String strategy : strategies) {
            execute(strategy, Map.of("username", "octocat"), null)
                    .statusCode(202)
                    .body("workflow", equalTo(strategy))
                    .body("dry_run", is(true))
                    .body("message", startsWith("A dry run"));
        }
        assertTrue(orders().stream()
                .allMatch(order -> order.get("type").equals("github.issue")
                        && Boolean.TRUE.equals(((Map<?, ?>) order.get("payload")).get("dry_run"))));
    }

    @Test
    void writesOnlyAfterTwoWordsAndOnceForTheSameIssue() {
        Map<String, Object> once = Map.of("username", "octocat", "repository", "octocat/hello", "dry_run", false);
        execute("issue", once, null).statusCode(400).body("type", equalTo("/problems/not-confirmed"));
        assertEquals(List.of(), orders());
        Map<String, Object> confirmed =
                Map.of("username", "octocat", "repository", "OctoCat/hello", "dry_run", false, "confirm", true);
        String id = execute("issue", confirmed, null)
                .statusCode(202)
                .body("dry_run", is(false))
                .body("existing", is(false))
                .extract()
                .path("task_id");
        Map<?, ?> payload = (Map<?, ?>) orders().getFirst().get("payload");
        assertEquals(false, payload.get("dry_run"));
        assertEquals(true, payload.get("confirm"));
        assertEquals("pull_shark:x3", payload.get("issue_key"));
        execute("issue", confirmed, null)
                .statusCode(202)
                .body("task_id", equalTo(id))
                .body("existing", is(true));
        execute("issue", Map.of("username", "octocat", "confirm", true), null)
                .statusCode(202)
                .body("dry_run", is(true));
    }

    @Test
    void writesOnlyInTheUsersOwnRepository() {
        execute(
                        "issue",
                        Map.of(
                                "username",
                                "octocat",
                                "repository",
                                "torvalds/linux",
                                "dry_run",
                                false,
                                "confirm",
                                true),
                        null)
                .statusCode(403)
                .contentType(PROBLEM)
                .body("type", equalTo("/problems/repository-not-yours"));
        execute("workflow", Map.of("username", "octocat", "repository", "torvalds/linux", "workflow", "ci.yml"), null)
                .statusCode(403);
        for (String hostile : List.of("octocat", "octocat/..", "octocat/a/b", "octocat/a b", "/x", "octocat/", "")) {
            execute("issue", Map.of("username", "octocat", "repository", hostile), null)
                    .statusCode(400)
                    .body("type", equalTo("/problems/invalid-repository"));
        }
        assertEquals(List.of(), orders());
    }

    @Test
    void startsAWorkflowThatTheUserHas() {
        Map<String, Object> dry = Map.of(
                "username", "octocat",
                "repository", "octocat/hello",
                "workflow", "ci.yml",
                "ref", "main",
                "inputs", Map.of("b", "2", "a", "1"));
        execute("workflow", dry, null).statusCode(202).body("dry_run", is(true));
        Map<?, ?> payload = (Map<?, ?>) orders().getFirst().get("payload");
        assertEquals(Map.of("a", "1", "b", "2"), payload.get("inputs"));
        execute("dispatch", Map.of("username", "octocat", "repository", "octocat/hello"), null)
                .statusCode(400)
                .body("type", equalTo("/problems/workflow-missing"));
        execute("workflow", Map.of("username", "octocat", "workflow", "ci.yml"), null)
                .statusCode(400)
                .body("type", equalTo("/problems/repository-missing"));
        execute("workflow", Map.of("username", "octocat", "repository", "octocat/hello", "workflow", "../x"), null)
                .statusCode(400);
    }

    @Test
    void saysThatNothingIsLeftWhereAnAchievementIsFinished() {
        execute("issue", Map.of("username", "octocat", "achievement_id", "quickdraw"), null)
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("/problems/nothing-left"));
        execute("issue", Map.of("username", "octocat", "achievement_id", "nonsense"), null)
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-achievement"));
    }

    @Test
    void refusesBodiesAndKeysThatMakeNoSense() {
        execute("refresh", Map.of(), null).statusCode(400).body("type", equalTo("/problems/username-missing"));
        execute("refresh", Map.of("username", "a--b"), null).statusCode(400);
        execute("issue", Map.of("username", user, "dry_run", "yes"), null)
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-body"));
        execute("refresh", Map.of("username", user, "feature_name", "x".repeat(201)), null)
                .statusCode(400);
        execute("refresh", Map.of("username", user), "k".repeat(201))
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-idempotency-key"));
        given().contentType("application/json")
                .body("{\"username\":")
                .post("/api/achievements/execute/refresh")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
        execute("issue", Map.of("username", "ghost-" + user.substring(0, 20)), null)
                .statusCode(404)
                .body("type", equalTo("/problems/user-not-found"))
                .body("detail", not(containsString("null")));
        assertEquals(List.of(), orders());
    }

    private void submitPlanOnce() {
        submitPlan().statusCode(202).body("tasks", not(hasSize(0)));
    }

    private ValidatableResponse submitPlan() {
        return given().queryParam("username", user)
                .post("/api/achievements/plan")
                .then();
    }

    private static ValidatableResponse execute(String workflow, Map<String, ?> body, String key) {
        var request = given().contentType("application/json").body(body);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.post("/api/achievements/execute/" + workflow).then();
    }

    private void fault(int status, int times) {
        given().post(intake + "/_admin/fault?status=" + status + "&times=" + times)
                .then()
                .statusCode(200);
    }

    /** What was taken for the users of this test: an order for that of the test before may still be on its way. */
    private List<Map<String, Object>> orders() {
        List<Map<String, Object>> taken =
                given().get(intake + "/_admin/orders").then().extract().path("orders");
        return taken.stream().filter(this::isForAUserOfThisTest).toList();
    }

    private boolean isForAUserOfThisTest(Map<String, Object> order) {
        String text = order.toString().toLowerCase(Locale.ROOT);
        return text.contains(user) || text.contains("octocat");
    }
}
