package dev.cortex.worker.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.worker.task.Routing;
import java.util.Optional;
import java.util.UUID;

/** A stream entry that says a task can be run, with the decision it carries. */
record ClaimWish(UUID id, Routing routing) {
    /**
     * Reads the data of a {@code task.routed}.
     *
     * @return empty when it names no task or no expert
     */
    static Optional<ClaimWish> read(String data, ObjectMapper json) {
        try {
            JsonNode routed = json.readTree(data);
            var routing = new Routing(
                    routed.path("expert").asText(""),
                    routed.path("confidence").asDouble(0),
                    text(routed, "strategy"),
                    text(routed, "routing_method"));
            UUID id = UUID.fromString(routed.path("task_id").asText(""));
            return routing.expert().isEmpty() ? Optional.empty() : Optional.of(new ClaimWish(id, routing));
        } catch (JsonProcessingException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode object, String field) {
        return Optional.ofNullable(object.path(field).textValue());
    }
}
