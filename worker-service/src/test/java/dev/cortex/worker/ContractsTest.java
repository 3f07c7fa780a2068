package dev.cortex.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.mesh.stream.StreamPublisher.Addressed;
import dev.cortex.worker.task.Priority;
import dev.cortex.worker.task.Routing;
import dev.cortex.worker.task.TaskMessages;
import dev.cortex.worker.task.TaskOutcome;
import dev.cortex.worker.task.WaitingTask;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What this service sends has the shape of its golden files; a retry's {@code task.routed} that of the router's. */
class ContractsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant TIME = Instant.parse("2026-11-23T17:00:00Z");
    private static final UUID ID = UUID.fromString("0193594f-0f52-7d2c-a5b4-0f3c1d2e4a5b");

    @Test
    void submittedTaskHasTheShapeOfItsGoldenFile() throws IOException {
        Addressed sent = TaskMessages.submitted(task(Optional.empty()), TIME);
        assertEquals("cortex.tasks.submitted", sent.stream());
        assertSame(GoldenFiles.ours("task.submitted"), sent);
        assertEquals(
                "security",
                JSON.readTree(TaskMessages.submitted(task(Optional.of("security")), TIME)
                                .message()
                                .data())
                        .path("expert")
                        .asText());
    }

    @Test
    void outcomeHasTheShapeOfItsGoldenFile() throws IOException {
        Addressed sent = TaskMessages.outcome(outcome("{\"status\":200}"), JSON);
        assertEquals("cortex.outcomes", sent.stream());
        assertSame(GoldenFiles.ours("task.outcome"), sent);
    }

    @Test
    void largeResultIsLeftOutOfTheOutcome() throws JsonProcessingException {
        Addressed sent = TaskMessages.outcome(outcome("\"" + "x".repeat(10_000) + "\""), JSON);
        assertEquals(true, JSON.readTree(sent.message().data()).path("result").isNull());
    }

    @Test
    void retriedTaskGoesToItsExpertAsTheRouterWouldSendIt() throws IOException {
        var routing = new Routing("security", 0.93, Optional.of("single_expert"), Optional.of("prior"));
        Addressed sent = TaskMessages.routed(task(Optional.empty()), routing, TIME);
        assertEquals("cortex.tasks.security", sent.stream());
        assertSame(GoldenFiles.of("routing-service", "task.routed"), sent);
    }

    private static WaitingTask task(Optional<String> expert) {
        return new WaitingTask(
                ID,
                "http.request",
                "scan the dependencies for known vulnerabilities",
                Priority.NORMAL,
                expert,
                Optional.empty(),
                Optional.empty());
    }

    private static TaskOutcome outcome(String result) {
        return new TaskOutcome(
                ID,
                "http.request",
                "scan the dependencies for known vulnerabilities",
                Priority.NORMAL,
                Optional.of("security"),
                true,
                1,
                Duration.ofMillis(42),
                Optional.empty(),
                Optional.of(result),
                Optional.empty(),
                TIME);
    }

    private static void assertSame(JsonNode golden, Addressed sent) throws JsonProcessingException {
        assertEquals(golden.path("type").asText(), sent.message().type());
        assertEquals(golden.path("id").asText(), sent.message().id());
        assertEquals(
                shape(JSON.readTree(golden.path("data").asText())),
                shape(JSON.readTree(sent.message().data())));
    }

    /** The members with their kinds of value. */
    private static Set<String> shape(JsonNode data) {
        Set<String> shape = new TreeSet<>();
        data.properties()
                .forEach(member ->
                        shape.add(member.getKey() + ":" + member.getValue().getNodeType()));
        return shape;
    }
}
