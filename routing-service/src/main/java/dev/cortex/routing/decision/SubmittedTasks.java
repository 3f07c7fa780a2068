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
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        Read read = read(batch);
        return Uni.createFrom()
                .deferred(() -> decide(read))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(decided -> keep(decided.values())
                        .flatMap(kept -> publisher.publishAll(messages(kept)))
                        .replaceWith(() -> read.verdicts(decided.keySet())));
    }

    /** A batch as read: a task an entry, null where there was none to read. */
    private record Read(List<@Nullable Task> entries, Map<String, Task> tasks, Map<String, String> names) {
        List<Verdict> verdicts(Set<String> decided) {
            return entries.stream()
                    .map(task -> {
                        if (task == null) {
                            return new Verdict.Dead("the data of task.submitted is an object with a task_id");
                        }
                        return decided.contains(task.id())
                                ? Verdict.DONE
                                : new Verdict.Again("there is no expert to give the task to");
                    })
                    .toList();
        }
    }

    private Read read(List<Delivery> batch) {
        Read read = new Read(new ArrayList<>(), new LinkedHashMap<>(), new HashMap<>());
        for (Delivery delivery : batch) {
            SubmittedTask submitted = read(delivery.message().data());
            Task task = submitted == null ? null : submitted.task();
            read.entries().add(task);
            if (submitted != null && task != null) {
                read.tasks().put(task.id(), task);
                if (submitted.expert() != null) {
                    read.names().put(task.id(), submitted.expert());
                }
            }
        }
        return read;
    }

    /** A named expert that does not exist has no worker: such a task is decided by its text. */
    private Uni<Map<String, Routed>> decide(Read read) {
        Optional<Space> found = spaces.find(Spaces.DEFAULT);
        if (found.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Space space = found.get();
        Map<Task, Expert> named = new LinkedHashMap<>();
        List<Task> open = new ArrayList<>();
        read.tasks().values().forEach(task -> Optional.ofNullable(read.names().get(task.id()))
                .flatMap(space::expert)
                .ifPresentOrElse(expert -> named.put(task, expert), () -> open.add(task)));
        return Uni.combine()
                .all()
                .unis(decisions.named(space, named), decisions.route(space, open))
                .with((some, others) -> {
                    Map<String, Routed> routed = new LinkedHashMap<>();
                    some.forEach(one -> routed.put(one.task().id(), one));
                    others.forEach(one -> routed.put(one.task().id(), one));
                    return routed;
                });
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
