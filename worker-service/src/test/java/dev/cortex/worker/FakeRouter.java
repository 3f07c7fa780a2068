package dev.cortex.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cortex.mesh.stream.ConsumerSettings;
import dev.cortex.mesh.stream.Delivery;
import dev.cortex.mesh.stream.Message;
import dev.cortex.mesh.stream.StreamConsumer;
import dev.cortex.mesh.stream.StreamConsumers;
import dev.cortex.mesh.stream.StreamPublisher;
import dev.cortex.mesh.stream.StreamPublisher.Addressed;
import dev.cortex.mesh.stream.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Routes everything to the expert that was asked for, else to development: routing-service's half of the contract. */
@Singleton
public class FakeRouter {
    private final StreamConsumers consumers;
    private final StreamPublisher publisher;
    private final ObjectMapper json;

    FakeRouter(StreamConsumers consumers, StreamPublisher publisher, ObjectMapper json) {
        this.consumers = consumers;
        this.publisher = publisher;
        this.json = json;
    }

    public StreamConsumer open() {
        return consumers.openBatches(
                new ConsumerSettings(
                        () -> List.of("cortex.tasks.submitted"),
                        "routing",
                        "fake-router",
                        500,
                        500,
                        Duration.ofMillis(200),
                        Duration.ofSeconds(2),
                        100,
                        "cortex.dead.routing",
                        true),
                this::route);
    }

    private Uni<List<Verdict>> route(List<Delivery> batch) {
        List<Addressed> messages = new ArrayList<>();
        for (Delivery delivery : batch) {
            JsonNode task = parse(delivery.message().data());
            String expert = task.path("expert").asText("development");
            expert = "null".equals(expert) ? "development" : expert;
            messages.add(new Addressed("cortex.tasks." + expert, routed(delivery.message(), task, expert)));
            messages.add(new Addressed("cortex.decisions", decided(delivery.message(), task, expert)));
        }
        return publisher
                .publishAll(messages)
                .map(ids -> batch.stream().map(delivery -> Verdict.DONE).toList());
    }

    private Message routed(Message asked, JsonNode task, String expert) {
        ObjectNode data = json.createObjectNode();
        data.set("task_id", task.get("task_id"));
        data.set("type", task.get("type"));
        data.set("priority", task.get("priority"));
        data.put("expert", expert);
        data.put("confidence", 0.9);
        data.put("strategy", "single_expert");
        data.put("routing_method", "fake");
        return new Message(asked.id(), "task.routed", asked.time(), asked.traceparent(), data.toString());
    }

    private Message decided(Message asked, JsonNode task, String expert) {
        ObjectNode data = json.createObjectNode();
        data.set("task_id", task.get("task_id"));
        data.put("timestamp", asked.time().toString());
        data.put("routing_strategy", "mixture_of_experts");
        data.put("routing_method", "fake");
        data.putObject("decision")
                .put("primary_expert", expert)
                .put("primary_confidence", 0.9)
                .put("strategy", "single_expert");
        return new Message(asked.id(), "moe_routing_decision", asked.time(), asked.traceparent(), data.toString());
    }

    private JsonNode parse(String data) {
        try {
            return json.readTree(data);
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw new UncheckedIOException("the producer sent no JSON", malformed);
        }
    }
}
