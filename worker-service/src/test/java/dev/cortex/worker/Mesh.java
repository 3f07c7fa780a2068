package dev.cortex.worker;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** What tests do to the service from outside, and what they see of it in the database. */
@Singleton
public class Mesh {
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pool pool;

    Mesh(Pool pool) {
        this.pool = pool;
    }

    public String submit(String task) {
        return given().contentType(ContentType.JSON)
                .body(task)
                .post("/api/tasks")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    public JsonPath submitBatch(String lines) {
        return ndjson().body(lines)
                .post("/api/tasks/batch")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
    }

    public static RequestSpecification ndjson() {
        EncoderConfig asText =
                EncoderConfig.encoderConfig().encodeContentTypeAs("application/x-ndjson", ContentType.TEXT);
        return given().config(RestAssuredConfig.config().encoderConfig(asText)).contentType("application/x-ndjson");
    }

    public JsonPath task(String id) {
        return given().get("/api/tasks/" + id).then().statusCode(200).extract().jsonPath();
    }

    public JsonPath untilState(String id, String state) {
        return Until.holds(PATIENCE, () -> task(id), seen -> state.equals(seen.getString("state")));
    }

    public long count(String sql, Object... values) {
        return pool.preparedQuery(sql)
                .execute(Tuple.from(java.util.List.of(values)))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    public void execute(String sql, Object... values) {
        pool.preparedQuery(sql)
                .execute(Tuple.from(java.util.List.of(values)))
                .await()
                .atMost(PATIENCE);
    }

    public long effects(String id) {
        return count("select count(*) from worker.effects where task_id = $1", UUID.fromString(id));
    }
}
