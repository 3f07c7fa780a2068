package dev.cortex.worker.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.worker.task.TaskRequests.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TaskRequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TaskLimits LIMITS =
            new TaskLimits(100, 50, Duration.ofSeconds(30), Duration.ofHours(1), 5, 100);

    private final TaskRequests requests = new TaskRequests(new Types(), LIMITS);

    /** Knows {@code a} and {@code b}; {@code b} wants a name. */
    private static final class Types implements TaskTypes {
        @Override
        public Set<String> names() {
            return new TreeSet<>(Set.of("a", "b"));
        }

        @Override
        public List<FieldError> check(String type, JsonNode payload) {
            var fields = new Fields(payload);
            if (type.equals("b")) {
                fields.requiredText("name", 10);
            }
            return fields.errors();
        }
    }

    @Test
    void onlyTheTypeIsNeeded() throws JsonProcessingException {
        TaskRequest request = accepted("{\"type\":\"a\"}");
        assertEquals("a", request.description());
        assertEquals("{}", request.payload());
        assertEquals(Priority.NORMAL, request.priority());
        assertEquals(Duration.ofSeconds(30), request.timeout());
        assertEquals(5, request.maxAttempts());
        assertEquals(Optional.empty(), request.expert());
    }

    @Test
    void everyFieldIsTaken() throws JsonProcessingException {
        TaskRequest request = accepted("""
                {"type":"b","description":"do it","payload":{"name":"x"},"priority":"low","expert":"security",
                 "not_before":"2030-01-31T12:00:00+02:00","timeout_ms":1,"max_attempts":1,"unique_key":"k"}""");
        assertEquals(Priority.LOW, request.priority());
        assertEquals(Optional.of("security"), request.expert());
        assertEquals(Optional.of(Instant.parse("2030-01-31T10:00:00Z")), request.notBefore());
        assertEquals(Duration.ofMillis(1), request.timeout());
        assertEquals(Optional.of("k"), request.uniqueKey());
    }

    @Test
    void nullIsTheSameAsAbsent() throws JsonProcessingException {
        accepted("{\"type\":\"a\",\"expert\":null,\"not_before\":null,\"unique_key\":null,\"payload\":null}");
    }

    @Test
    void unknownTypeListsTheKnownOnes() throws JsonProcessingException {
        assertEquals(
                List.of(new FieldError("type", "is not a known type; known types: a, b")),
                rejected("{\"type\":\"c\"}"));
        assertEquals("type", rejected("{}").getFirst().field());
    }

    @Test
    void everythingWrongIsToldAtOnceWithItsField() throws JsonProcessingException {
        List<String> fields =
                rejected("""
                        {"type":"b","description":5,"payload":{},"priority":"urgent","expert":"../x","not_before":"soon",
                         "timeout_ms":"30","max_attempts":0,"unique_key":true}""").stream().map(FieldError::field).sorted().toList();
        assertEquals(
                List.of(
                        "description",
                        "expert",
                        "max_attempts",
                        "not_before",
                        "payload.name",
                        "priority",
                        "timeout_ms",
                        "unique_key"),
                fields);
    }

    @Test
    void wrongTypesAreNotConverted() throws JsonProcessingException {
        assertEquals(
                "is a text, not a whole number",
                rejected("{\"type\":5}").getFirst().message());
        assertEquals(
                "is a whole number, not a fraction",
                rejected("{\"type\":\"a\",\"timeout_ms\":1.5}").getFirst().message());
        assertEquals(
                "is an object, not an array",
                rejected("{\"type\":\"a\",\"payload\":[]}").getFirst().message());
        assertEquals("a task is a JSON object", rejected("[]").getFirst().message());
    }

    @Test
    void boundsAreKept() throws JsonProcessingException {
        assertEquals(
                "payload",
                rejected("{\"type\":\"a\",\"payload\":{\"x\":\"" + "y".repeat(100) + "\"}}")
                        .getFirst()
                        .field());
        assertEquals(
                "description",
                rejected("{\"type\":\"a\",\"description\":\"" + "y".repeat(51) + "\"}")
                        .getFirst()
                        .field());
        assertEquals(
                "timeout_ms",
                rejected("{\"type\":\"a\",\"timeout_ms\":99999999999999999999}")
                        .getFirst()
                        .field());
        assertEquals(
                "expert",
                rejected("{\"type\":\"a\",\"expert\":\"submitted\"}").getFirst().field());
    }

    @Test
    void characterThatTheDatabaseCanNotHoldIsRefused() throws JsonProcessingException {
        assertEquals(
                "description",
                rejected("{\"type\":\"a\",\"description\":\"x\\u0000y\"}")
                        .getFirst()
                        .field());
    }

    @Test
    void halfOfASurrogatePairIsRefused() throws JsonProcessingException {
        assertEquals(
                "description",
                rejected("{\"type\":\"a\",\"description\":\"x\\ud83ey\"}")
                        .getFirst()
                        .field());
    }

    @Test
    void noInputMakesItThrow() throws JsonProcessingException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        List<String> names = List.of(
                "type", "description", "payload", "priority", "expert", "not_before", "timeout_ms", "max_attempts");
        List<String> values = List.of(
                "null",
                "5",
                "-1",
                "1e400",
                "\"\"",
                "\"a\"",
                "\"b\"",
                "[]",
                "{}",
                "true",
                "\"\\uD800\"",
                "1.5",
                "\"9999999-01-01\"");
        for (int i = 0; i < 5_000; i++) {
            var body = new StringBuilder("{");
            for (String name : names) {
                if (random.nextBoolean()) {
                    body.append(body.length() > 1 ? "," : "")
                            .append('"')
                            .append(name)
                            .append("\":")
                            .append(values.get(random.nextInt(values.size())));
                }
            }
            Reading reading = requests.read(JSON.readTree(body.append('}').toString()));
            if (reading instanceof Reading.Rejected wrong) {
                assertTrue(!wrong.errors().isEmpty(), "seed " + seed + ": " + body);
            }
        }
    }

    private TaskRequest accepted(String body) throws JsonProcessingException {
        return assertInstanceOf(Reading.Accepted.class, requests.read(JSON.readTree(body)))
                .request();
    }

    private List<FieldError> rejected(String body) throws JsonProcessingException {
        return assertInstanceOf(Reading.Rejected.class, requests.read(JSON.readTree(body)))
                .errors();
    }
}
