package dev.cortex.routing.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.mesh.stream.BatchHandler;
import dev.cortex.mesh.stream.Delivery;
import dev.cortex.mesh.stream.Message;
import dev.cortex.mesh.stream.StreamPublisher;
import dev.cortex.mesh.stream.StreamPublisher.Addressed;
import dev.cortex.mesh.stream.Verdict;
import dev.cortex.routing.StreamNames;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides the tasks of the stream: a batch is decided, written with one statement and sent on in one pipeline.
 *
 * <p>A task delivered again keeps its first decision and is sent on again: whoever consumes it knows tasks by their id.
 */
@ApplicationScoped
public class SubmittedTasks implements BatchHandler {
    private final Spaces spaces;
    private final Decisions decisions;
    private final DecisionStore store;
    private final StreamPublisher publisher;
    private final ObjectMapper json;

    SubmittedTasks(
            Spaces spaces, Decisions decisions, DecisionStore store, StreamPublisher publisher, ObjectMapper json) {
        this.spaces = spaces;
        this.decisions = decisions;
        this.store = store;
        this.publisher = publisher;
        this.json = json;
    }

    @Override
    public Uni<List<Verdict>> handle(List<Delivery> batch) {
        return Uni.createFrom()
                .item(() -> decide(batch))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(decided -> keep(decided.routed().values())
                        .flatMap(kept -> publisher.publishAll(messages(kept)))
                        .replaceWith(decided.verdicts()));
    }

    private record Decided(Map<String, Routed> routed, List<Verdict> verdicts) {}

    private Decided decide(List<Delivery> batch) {
        Decided decided = new Decided(new LinkedHashMap<>(), new ArrayList<>());
        for (Delivery delivery : batch) {
            decided.verdicts().add(decide(delivery, decided.routed()));
        }
        return decided;
    }

    private Verdict decide(Delivery delivery, Map<String, Routed> routed) {
        SubmittedTask submitted = read(delivery.message().data());
        Task task = submitted == null ? null : submitted.task();
        if (submitted == null || task == null) {
            return new Verdict.Dead("the data of task.submitted is an object with a task_id");
        }
        Optional<Space> space = spaces.find(Spaces.DEFAULT);
        Optional<Routed> decision = space.flatMap(present -> decide(present, task, submitted.expert()));
        decision.ifPresent(made -> routed.put(task.id(), made));
        return decision.isPresent() ? Verdict.DONE : new Verdict.Again("there is no expert to give the task to");
    }

    /** A named expert that does not exist has no worker: such a task is decided by its text. */
    private Optional<Routed> decide(Space space, Task task, @Nullable String name) {
        return Optional.ofNullable(name)
                .flatMap(space::expert)
                .map(expert -> decisions.named(space, task, expert))
                .or(() -> decisions.route(space, task));
    }

    private @Nullable SubmittedTask read(String data) {
        try {
            return json.readValue(data, SubmittedTask.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private Uni<Collection<Routed>> keep(Collection<Routed> routed) {
        return routed.isEmpty()
                ? Uni.createFrom().item(routed)
                : store.keepFirst(List.copyOf(routed)).map(Map::values);
    }

    private List<Addressed> messages(Collection<Routed> kept) {
        List<Addressed> messages = new ArrayList<>();
        for (Routed routed : kept) {
            String expert = routed.decision().expert();
            messages.add(
                    new Addressed(StreamNames.tasksOf(expert), message(routed, "task.routed", RoutedTask.of(routed))));
            messages.add(new Addressed(
                    StreamNames.DECISIONS, message(routed, "moe_routing_decision", DecisionRecord.of(routed))));
        }
        return messages;
    }

    private Message message(Routed routed, String type, Object data) {
        try {
            return new Message(
                    routed.task().id(), type, routed.time(), Optional.empty(), json.writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a decision can not be written as JSON", e);
        }
    }
}
