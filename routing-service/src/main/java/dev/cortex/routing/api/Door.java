package dev.cortex.routing.api;

import dev.cortex.routing.decision.DecisionBook;
import dev.cortex.routing.decision.DecisionRecord;
import dev.cortex.routing.decision.Decisions;
import dev.cortex.routing.decision.Routed;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.outcome.Feedback;
import dev.cortex.routing.outcome.Judge;
import dev.cortex.routing.settings.ApiSettings;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.Memory;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what comes in against the bounds, and routes or judges it. */
@ApplicationScoped
class Door {
    private final Spaces spaces;
    private final Memory memory;
    private final Decisions decisions;
    private final DecisionBook book;
    private final Judge judge;
    private final ApiSettings bounds;

    Door(Spaces spaces, Memory memory, Decisions decisions, DecisionBook book, Judge judge, RoutingSettings settings) {
        this.spaces = spaces;
        this.memory = memory;
        this.decisions = decisions;
        this.book = book;
        this.judge = judge;
        this.bounds = settings.api();
    }

    Space space(String name) {
        return spaces.find(name)
                .orElseThrow(() -> Refusal.SPACE_NOT_FOUND.because(
                        "There is no space of this name; PUT /api/routing/spaces/{space}/experts/{id} makes one."));
    }

    /** One decision, or {@code {"decisions": [...]}} for several tasks. */
    Uni<Object> route(String name, TaskBody.@Nullable Request request) {
        Space space = space(name);
        if (request == null) {
            throw Refusal.INVALID.because("The body is one task, or an object with 'tasks'.");
        }
        if (request.tasks() == null) {
            return decide(space, List.of(request.single().task(""))).map(List::getFirst);
        }
        List<Task> tasks = tasks(request.tasks());
        Uni<Object> decided =
                Uni.createFrom().deferred(() -> decide(space, tasks)).map(DecisionList::new);
        return tasks.size() <= Decisions.INLINE_MAX
                ? decided
                : decided.runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    Uni<Judge.Result> judge(String name, List<Feedback> feedback) {
        if (feedback.size() > bounds.outcomesMax()) {
            throw Refusal.TOO_MANY.because("At most " + bounds.outcomesMax() + " outcomes in one request.");
        }
        Space space = space(name);
        if (!name.equals(Spaces.DEFAULT) && !memory.hasRoomFor(0)) {
            throw Refusal.FULL.because("All spaces together have no room to learn more; delete a space or an expert.");
        }
        return judge.judge(space, feedback)
                .onFailure(io.smallrye.mutiny.TimeoutException.class)
                .transform(
                        slow -> Refusal.BEHIND.because(
                                "The outcomes are stored; this replica has not learned them yet. Sending them again is harmless."));
    }

    /** A change that is in the log and that this replica has not come to in time is told as such. */
    <T> Uni<T> inTime(Uni<T> change) {
        return change.onFailure(io.smallrye.mutiny.TimeoutException.class)
                .transform(slow -> Refusal.BEHIND.because(
                        "The change is stored; this replica does not go by it yet. Sending it again is harmless."));
    }

    private record DecisionList(List<DecisionRecord> decisions) {}

    private List<Task> tasks(List<@Nullable TaskBody> bodies) {
        if (bodies.size() > bounds.tasksMax()) {
            throw Refusal.TOO_MANY.because("At most " + bounds.tasksMax() + " tasks in one request.");
        }
        List<Task> tasks = new ArrayList<>(bodies.size());
        for (int at = 0; at < bodies.size(); at++) {
            TaskBody body = bodies.get(at);
            if (body == null) {
                throw Refusal.INVALID.because("Field 'tasks[" + at + "]' is null; a task is an object.");
            }
            tasks.add(body.task("tasks[" + at + "]."));
        }
        return tasks;
    }

    private Uni<List<DecisionRecord>> decide(Space space, List<Task> tasks) {
        return decisions.route(space, tasks).map(routed -> noted(tasks, routed));
    }

    private List<DecisionRecord> noted(List<Task> tasks, List<Routed> routed) {
        if (routed.isEmpty() && !tasks.isEmpty()) {
            throw Refusal.NO_EXPERTS.because("The space has no experts to choose from.");
        }
        if (!book.note(routed)) {
            throw Refusal.OVERLOADED.because("More decisions wait to be stored than there is room for; try again.");
        }
        return routed.stream().map(DecisionRecord::of).toList();
    }
}
