package dev.cortex.routing.start;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.mesh.stream.Message;
import dev.cortex.mesh.stream.StreamPublisher;
import dev.cortex.routing.Contracts;
import dev.cortex.routing.StreamNames;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.space.Spaces;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamMessage;
import io.quarkus.redis.datasource.stream.StreamRange;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class StreamsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    StreamPublisher publisher;

    @Inject
    RedisDataSource redis;

    @Inject
    Spaces spaces;

    @Test
    void sendsASubmittedTaskToItsExpertAndTellsOfIt() {
        String id = submit("scan the dependencies for known vulnerabilities", null);
        Map<String, String> routed = entry("cortex.tasks.security", id);
        Map<String, String> decided = entry(StreamNames.DECISIONS, id);
        assertEquals("task.routed", routed.get("type"));
        assertEquals("moe_routing_decision", decided.get("type"));
        Contracts.assertSameShape(Contracts.data(Contracts.ours("task.routed")), Contracts.parse(routed.get("data")));
        Contracts.assertSameShape(
                Contracts.data(Contracts.ours("moe_routing_decision")), Contracts.parse(decided.get("data")));
        await(() -> count(StreamNames.SUBMITTED, id) == 0, "a handled entry leaves the work queue");
    }

    @Test
    void aTaskDeliveredAgainKeepsItsDecision() {
        String id = submit("deploy the release to staging", null);
        String first = entry("cortex.tasks.cicd", id).get("data");
        submit(id, "list every repository we own", null);
        await(() -> count("cortex.tasks.cicd", id) == 2, "sent on again");
        assertEquals(0, count("cortex.tasks.inventory", id));
        assertTrue(entries("cortex.tasks.cicd", id).stream()
                .allMatch(fields -> fields.get("data").equals(first)));
    }

    @Test
    void aNamedExpertGetsItsTask() {
        String id = submit("deploy the release to staging", "inventory");
        JsonNode data = Contracts.parse(entry("cortex.tasks.inventory", id).get("data"));
        assertEquals("named", data.get("routing_method").textValue());
        assertEquals("single_expert", data.get("strategy").textValue());
        assertEquals(1.0, data.get("confidence").doubleValue());
    }

    @Test
    void anUnknownNamedExpertIsReplacedByWhoeverFits() {
        String id = submit("deploy the release to staging", "nobody");
        entry("cortex.tasks.cicd", id);
    }

    @Test
    void whatCanNotBeReadIsPutAside() {
        String id = UUID.randomUUID().toString();
        publish(StreamNames.SUBMITTED, id, "task.submitted", "{\"description\":\"without an id\"}");
        assertTrue(entry("cortex.dead.submitted", id).get("reason").contains("task_id"));
    }

    @Test
    void anOutcomeRaisesTheConfidenceOfTheSameSentence() {
        String sentence = "rotate the " + UUID.randomUUID() + " credentials";
        Decision before = decide(sentence);
        assertEquals("security", before.expert());
        ObjectNode data = golden("task.outcome");
        data.put("task_id", UUID.randomUUID().toString());
        data.put("description", sentence);
        data.put("expert", "security");
        data.put("success", true);
        publish(StreamNames.OUTCOMES, data.get("task_id").textValue(), "task.outcome", data.toString());
        await(() -> decide(sentence).confidence() > before.confidence(), "learned");
        assertTrue(before.confidence() < 1);
    }

    @Test
    void whatWaitsForARetiredExpertIsStillReadAndThenItIsForgotten() {
        given().contentType("application/json")
                .body("{}")
                .put("/api/routing/experts/juggler")
                .then()
                .statusCode(200);
        entry("cortex.tasks.juggler", submit("throw five balls", "juggler"));
        given().delete("/api/routing/experts/juggler").then().statusCode(204);
        redis.key().del(StreamNames.EXPERTS);
        await(() -> experts().contains("juggler"), "its stream is read while something waits in it");
        redis.key().del("cortex.tasks.juggler");
        await(() -> !experts().contains("juggler") && experts().contains("cicd"), "forgotten when nothing waits");
    }

    private Set<String> experts() {
        return redis.set(String.class).smembers(StreamNames.EXPERTS);
    }

    @Test
    void goesOnAfterRedisWasWiped() {
        redis.flushall();
        String id = submit("deploy the release to production", null);
        entry("cortex.tasks.cicd", id);
        await(
                () -> redis.set(String.class)
                        .smembers(StreamNames.EXPERTS)
                        .containsAll(
                                Set.of("coordinator", "development", "security", "inventory", "cicd", "achievement")),
                "the set of experts is written again");
    }

    private Decision decide(String sentence) {
        Task task = new Task("t", "", "normal", sentence);
        return spaces.find(Spaces.DEFAULT).orElseThrow().decide(task).orElseThrow();
    }

    private String submit(String description, String expert) {
        String id = UUID.randomUUID().toString();
        submit(id, description, expert);
        return id;
    }

    private void submit(String id, String description, String expert) {
        ObjectNode data = golden("task.submitted");
        data.put("task_id", id);
        data.put("type", "noop");
        data.put("description", description);
        data.put("expert", expert);
        publish(StreamNames.SUBMITTED, id, "task.submitted", data.toString());
    }

    private static ObjectNode golden(String type) {
        return (ObjectNode) Contracts.data(Contracts.of("worker-service", type));
    }

    private void publish(String stream, String id, String type, String data) {
        publisher
                .publish(stream, new Message(id, type, Instant.now(), Optional.empty(), data))
                .await()
                .atMost(PATIENCE);
    }

    private Map<String, String> entry(String stream, String id) {
        await(() -> count(stream, id) > 0, "an entry of " + id + " in " + stream);
        return entries(stream, id).getFirst();
    }

    private long count(String stream, String id) {
        return entries(stream, id).size();
    }

    private List<Map<String, String>> entries(String stream, String id) {
        Function<StreamMessage<String, String, String>, Map<String, String>> fields = StreamMessage::payload;
        return redis.stream(String.class, String.class, String.class).xrange(stream, StreamRange.of("-", "+")).stream()
                .map(fields)
                .filter(entry -> id.equals(entry.get("id")))
                .toList();
    }

    private static void await(Supplier<Boolean> condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.get()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            Thread.onSpinWait();
        }
    }
}
