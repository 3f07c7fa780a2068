package dev.cortex.worker.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.worker.task.Routing;
import java.util.Optional;
import java.util.UUID;

/** What the router decided about one task. */
record Decided(UUID id, Routing routing) {
    /**
     * Reads the data of a {@code moe_routing_decision}.
     *
     * @return empty for a decision on something that is no task of ours: the router answers others, too
     */
    static Optional<Decided> read(String data, ObjectMapper json) {
        try {
            JsonNode message = json.readTree(data);
            JsonNode decision = message.path("decision");
            String expert = decision.path("primary_expert").asText("");
            UUID id = UUID.fromString(message.path("task_id").asText(""));
            var routing = new Routing(
                    expert,
                    decision.path("primary_confidence").asDouble(0),
                    Optional.ofNullable(decision.path("strategy").textValue()),
                    Optional.ofNullable(message.path("routing_method").textValue()));
            return expert.isEmpty() ? Optional.empty() : Optional.of(new Decided(id, routing));
        } catch (JsonProcessingException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
