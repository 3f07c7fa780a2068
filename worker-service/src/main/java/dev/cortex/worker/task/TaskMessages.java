package dev.cortex.worker.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cortex.mesh.stream.Message;
import dev.cortex.mesh.stream.StreamPublisher.Addressed;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The messages that this service sends, and the streams they go to; the golden files are under contracts/. */
public final class TaskMessages {
    public static final String SUBMITTED_STREAM = "cortex.tasks.submitted";
    public static final String SUBMITTED = "task.submitted";
    public static final String EXPERT_STREAMS = "cortex.tasks.";
    public static final String ROUTED = "task.routed";
    public static final String OUTCOMES_STREAM = "cortex.outcomes";
    public static final String OUTCOME = "task.outcome";

    // A router and a cache have no use for more, and Redis keeps 100,000 of them in memory.
    private static final int RESULT_CHARS_MAX = 2_000;

    private TaskMessages() {}

    /** Asks the router for a decision. */
    public static Addressed submitted(WaitingTask task, Instant time) {
        ObjectNode data = head(task.id(), task.type());
        data.put("description", task.description());
        data.put("priority", task.priority().label());
        data.put("expert", task.expertAsked().orElse(null));
        return new Addressed(SUBMITTED_STREAM, message(task, SUBMITTED, time, data));
    }

    /** Goes to the expert's workers again, with the decision that was made. */
    public static Addressed routed(WaitingTask task, Routing routing, Instant time) {
        ObjectNode data = head(task.id(), task.type());
        data.put("priority", task.priority().label());
        data.put("expert", routing.expert());
        data.put("confidence", routing.confidence());
        data.put("strategy", routing.strategy().orElse(null));
        data.put("routing_method", routing.method().orElse(null));
        return new Addressed(EXPERT_STREAMS + routing.expert(), message(task, ROUTED, time, data));
    }

    /** Tells the router and whoever else listens how a task ended. */
    public static Addressed outcome(TaskOutcome outcome, ObjectMapper json) {
        ObjectNode data = head(outcome.id(), outcome.type());
        data.put("description", outcome.description());
        data.put("priority", outcome.priority().label());
        data.put("expert", outcome.expert().orElse(null));
        data.put("success", outcome.success());
        data.put("attempts", outcome.attempts());
        data.put("duration_ms", outcome.duration().toMillis());
        data.put("error", outcome.error().orElse(null));
        data.set("result", small(outcome.result(), json));
        return new Addressed(
                OUTCOMES_STREAM,
                new Message(outcome.id().toString(), OUTCOME, outcome.time(), outcome.traceparent(), data.toString()));
    }

    private static Message message(WaitingTask task, String type, Instant time, ObjectNode data) {
        return new Message(task.id().toString(), type, time, task.traceparent(), data.toString());
    }

    private static ObjectNode head(UUID id, String type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("task_id", id.toString())
                .put("type", type);
    }

    private static JsonNode small(Optional<String> result, ObjectMapper json) {
        if (result.isEmpty() || result.get().length() > RESULT_CHARS_MAX) {
            return JsonNodeFactory.instance.nullNode();
        }
        try {
            return json.readTree(result.get());
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new UncheckedIOException("a stored result is JSON", broken);
        }
    }
}
