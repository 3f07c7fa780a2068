package dev.cortex.routing.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class ReportsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Pool pool;

    private final String space = "rep-" + UUID.randomUUID();

    /** Eight tasks for alpha by their words: five judged right, two were beta's, of one nothing is heard. */
    private void someDecisions() {
        experts("alpha", "beta");
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            tasks.add(Map.of("task_id", "t" + n, "description", "alpha job " + n));
        }
        post("/route", Map.of("tasks", tasks)).statusCode(200).body("decisions", hasSize(8));
        List<Map<String, Object>> outcomes = new ArrayList<>();
        for (int n = 0; n < 7; n++) {
            outcomes.add(Map.of("task_id", "t" + n, "correct_expert", n < 5 ? "alpha" : "beta"));
        }
        post("/outcomes", Map.of("outcomes", outcomes)).statusCode(200).body("applied", equalTo(7));
    }

    @Test
    void tellsWhatWasPredictedAgainstWhatBecameKnown() {
        someDecisions();
        get("accuracy")
                .body("total.outcomes", equalTo(7))
                .body("total.judged", equalTo(7))
                .body("total.right", equalTo(5))
                .body("total.accuracy", equalTo(5 / 7f))
                .body("buckets.right.sum()", equalTo(5))
                .body("truncated", equalTo(false));
        get("confusion")
                .body("judged", equalTo(7))
                .body("right", equalTo(5))
                .body("pairs", hasSize(1))
                .body("pairs[0].predicted", equalTo("alpha"))
                .body("pairs[0].right", equalTo("beta"))
                .body("pairs[0].count", equalTo(2))
                .body("cells[0].count", equalTo(5));
        get("calibration")
                .body("judged", equalTo(7))
                .body("reliability.count.sum()", equalTo(7))
                .body("ece", lessThan(1f));
        get("experts")
                .body("decisions", equalTo(8))
                .body("experts[0].expert", equalTo("alpha"))
                .body("experts[0].share", equalTo(1f))
                .body("experts[0].precision", equalTo(5 / 7f))
                .body("experts[0].recall", equalTo(1f))
                .body("experts[1].expert", equalTo("beta"))
                .body("experts[1].decisions", equalTo(0))
                .body("experts[1].recall", equalTo(0f))
                .body("experts[1].precision", nullValue());
        get("confidence").body("histogram.count.sum()", equalTo(8)).body("percentiles.keySet()", hasItems("p50"));
        get("pending")
                .body("pending", equalTo(1))
                .body("by_age.minute", equalTo(1))
                .body("oldest[0].task_id", equalTo("t7"))
                .body("oldest[0].expert", equalTo("alpha"));
    }

    @Test
    void aFailureCountsAgainstTheExpertThatWasPredicted() {
        experts("alpha", "beta");
        post("/route", Map.of("task_id", "f", "description", "alpha job")).statusCode(200);
        post("/outcomes", Map.of("task_id", "f", "success", false)).body("applied", equalTo(1));
        get("accuracy").body("total.judged", equalTo(1)).body("total.right", equalTo(0));
        get("experts").body("experts[0].failures", equalTo(1)).body("experts[0].precision", equalTo(0f));
    }

    @Test
    void aTaskThatWasNeverRoutedCountsByWhatWouldHaveBeenAnswered() {
        experts("alpha", "beta");
        post("/outcomes", Map.of("task_id", "n", "description", "beta job", "correct_expert", "beta"))
                .body("applied", equalTo(1));
        get("accuracy").body("total.judged", equalTo(1)).body("total.right", equalTo(1));
    }

    @Test
    void nothingHasHappenedInAnotherTime() {
        someDecisions();
        for (String report : List.of("accuracy", "confidence", "calibration", "confusion", "experts", "pending")) {
            get(report + "?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00%2B01:00")
                    .statusCode(200);
        }
        get("accuracy?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z&bucket=1h")
                .body("buckets", hasSize(0))
                .body("total.accuracy", nullValue())
                .body("bucket_seconds", equalTo(3600));
        get("pending?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z").body("pending", equalTo(0));
    }

    @Test
    void theIndexLeadsToEachReport() {
        experts("alpha");
        List<String> hrefs =
                given().get(path("")).then().statusCode(200).extract().path("reports.href");
        assertTrue(hrefs.size() >= 6, hrefs::toString);
        hrefs.forEach(href -> given().get(href).then().statusCode(200).body("space", equalTo(space)));
    }

    @Test
    void refusesWhatIsNoSpan() {
        experts("alpha");
        refused("accuracy?from=yesterday", "from");
        refused("accuracy?from=2020-01-02T00:00:00Z&to=2020-01-01T00:00:00Z", "before");
        refused("accuracy?from=1960-01-01T00:00:00Z", "1970");
        refused("accuracy?bucket=0s", "bucket");
        refused("accuracy?bucket=PT1S", "bucket");
        refused("accuracy?bucket=soon", "bucket");
        refused("accuracy?bucket=PT99999999999999999H", "bucket");
        refused("confidence?bands=0", "bands");
        refused("confusion?limit=1001", "limit");
        refused("pending?limit=x", "limit");
        given().get("/api/routing/spaces/nowhere/reports").then().statusCode(404);
        given().get("/api/routing/spaces/nowhere/reports/accuracy").then().statusCode(404);
    }

    /** At 100,000 outcomes and as many decisions. */
    @Test
    void isReadThroughAnIndex() {
        experts("alpha", "beta");
        String expert = "CASE WHEN n % 3 = 0 THEN 'alpha' ELSE 'beta' END";
        run(
                "INSERT INTO routing.outcomes (seq, space, task_id, type, priority, description, expert, is_right, strength,"
                        + " propensity, source, recorded_at, predicted, confidence) SELECT -n, '" + space
                        + "', 'o' || n, '', '',"
                        + " repeat('x', 200), " + expert + ", true, 1, 1, 'api', now() - n * interval '1 minute',"
                        + " CASE WHEN n % 4 = 0 THEN 'alpha' ELSE 'beta' END, n / 100000.0 FROM generate_series(1, 100000) n");
        run("INSERT INTO routing.routing_decisions (space, task_id, decided_at, type, priority, description,"
                + " assigned_master, confidence, strategy, routing_method, parallel_experts, scores, explanation, epoch)"
                + " SELECT '" + space + "', 'd' || n, now() - n * interval '1 minute', '', '', repeat('x', 200), "
                + expert
                + ", 0.5, 'single_expert', 'prior', '{}', '{}', '', 1 FROM generate_series(1, 100000) n");
        run("VACUUM ANALYZE routing.outcomes");
        run("VACUUM ANALYZE routing.routing_decisions");
        String span = "?from=" + Instant.now().minus(Duration.ofDays(100)) + "&to=" + Instant.now();
        for (String report : List.of("accuracy", "confidence", "calibration", "confusion", "experts", "pending")) {
            get(report + span).statusCode(200);
        }
        get("accuracy" + span).body("rows", equalTo(100_000));
        String where =
                " WHERE o.space = '" + space + "' AND o.recorded_at >= now() - interval '2 days' AND o.recorded_at"
                        + " < now() AND NOT o.superseded ORDER BY o.recorded_at DESC LIMIT 200000";
        String plan = explain("SELECT o.recorded_at, o.predicted, o.confidence, o.expert, o.is_right"
                + " FROM routing.outcomes o" + where);
        assertTrue(plan.contains("idx_outcomes_reports") && !plan.contains("Seq Scan"), plan);
        String decisions = explain("SELECT d.task_id, d.decided_at, d.assigned_master, d.confidence FROM"
                + " routing.routing_decisions d WHERE d.space = '" + space + "' AND d.decided_at >= now() - interval"
                + " '2 days' AND d.decided_at < now() ORDER BY d.decided_at DESC LIMIT 200000");
        assertTrue(decisions.contains("idx_routing_space_time") && !decisions.contains("Seq Scan"), decisions);
        run("DELETE FROM routing.outcomes WHERE seq < 0");
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }

    private String explain(String sql) {
        StringBuilder plan = new StringBuilder();
        pool.query("EXPLAIN " + sql).execute().await().atMost(PATIENCE).forEach(row -> plan.append(row.getString(0))
                .append('\n'));
        return plan.toString();
    }

    private void refused(String report, String word) {
        get(report)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(word))
                .body("detail", not(containsString("Exception")));
    }

    private ValidatableResponse get(String report) {
        return given().urlEncodingEnabled(false).get(path("/" + report)).then();
    }

    private ValidatableResponse post(String rest, Object body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/routing/spaces/" + space + rest)
                .then();
    }

    private String path(String rest) {
        return "/api/routing/spaces/" + space + "/reports" + rest;
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
}
