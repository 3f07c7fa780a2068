package dev.cortex.worker.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.worker.intake.Acceptance;
import dev.cortex.worker.intake.Intake;
import dev.cortex.worker.intake.TaskControl;
import dev.cortex.worker.task.PostgresStats;
import dev.cortex.worker.task.PostgresTasks;
import dev.cortex.worker.task.Task;
import dev.cortex.worker.task.TaskRequest;
import dev.cortex.worker.task.TaskRequests.Reading;
import dev.cortex.worker.task.TaskStats;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Tasks: submit, look, cancel, retry. */
@Path("/api/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class TasksResource {
    private static final int KEY_CHARS_MAX = 200;

    private final SubmissionReader reader;
    private final Intake intake;
    private final TaskControl control;
    private final PostgresTasks tasks;
    private final PostgresStats stats;

    TasksResource(
            SubmissionReader reader, Intake intake, TaskControl control, PostgresTasks tasks, PostgresStats stats) {
        this.reader = reader;
        this.intake = intake;
        this.control = control;
        this.tasks = tasks;
        this.stats = stats;
    }

    /** The answer to an accepted task. */
    public record AcceptedView(String id, String state, String statusUrl, Instant createdAt, boolean existing) {}

    /** One page of tasks, newest first. */
    public record PageView(List<TaskView> tasks, @Nullable String next) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> submit(@Nullable JsonNode body, @HeaderParam("Idempotency-Key") @Nullable String key) {
        TaskRequest request =
                switch (reader.requests()
                        .read(body == null ? com.fasterxml.jackson.databind.node.NullNode.instance : body)) {
                    case Reading.Accepted accepted -> accepted.request();
                    case Reading.Rejected rejected -> throw TaskProblem.invalid(rejected.errors());
                };
        return intake.accept(request, idempotencyKey(key))
                .onFailure(RejectedExecutionException.class)
                .transform(full -> TaskProblem.BUSY.because("try again in a second"))
                .map(TasksResource::answer);
    }

    @GET
    public Uni<PageView> list(
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String type,
            @RestQuery @Nullable String expert,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after) {
        var filter = PageQuery.read(state, type, expert, limit, after);
        return tasks.page(filter).map(found -> {
            boolean more = found.size() > filter.limit();
            List<Task> page = more ? found.subList(0, filter.limit()) : found;
            return new PageView(
                    page.stream().map(TaskView::of).toList(),
                    more ? page.getLast().id().toString() : null);
        });
    }

    @GET
    @Path("/stats")
    public Uni<TaskStats> stats() {
        return stats.read();
    }

    @GET
    @Path("/{id}")
    public Uni<TaskView> get(@PathParam("id") String id) {
        return tasks.find(TaskIds.parse(id))
                .map(found -> found.map(TaskView::of).orElseThrow(TaskIds::unknown));
    }

    @DELETE
    @Path("/{id}")
    public Uni<TaskView> cancel(@PathParam("id") String id) {
        UUID task = TaskIds.parse(id);
        return control.cancel(task).chain(effect -> after(effect, task, "cancelled"));
    }

    @POST
    @Path("/{id}/retry")
    public Uni<Response> retry(@PathParam("id") String id) {
        UUID task = TaskIds.parse(id);
        return control.retry(task)
                .chain(effect -> after(effect, task, "retried"))
                .map(view -> Response.accepted(view).location(location(task)).build());
    }

    private Uni<TaskView> after(TaskControl.Effect effect, UUID task, String done) {
        return switch (effect) {
            case TaskControl.Effect.Done ignored -> get(task.toString());
            case TaskControl.Effect.Unknown ignored -> throw TaskIds.unknown();
            case TaskControl.Effect.Refused refused ->
                throw TaskProblem.WRONG_STATE.because(
                        "a task that is " + refused.state().label() + " can not be " + done);
            case TaskControl.Effect.KeyTaken ignored ->
                throw TaskProblem.KEY_TAKEN.because("another task with its unique_key has not ended");
        };
    }

    private static Optional<String> idempotencyKey(@Nullable String key) {
        if (key == null) {
            return Optional.empty();
        }
        if (key.isBlank() || key.length() > KEY_CHARS_MAX) {
            throw TaskProblem.INVALID.because("Idempotency-Key has 1 to " + KEY_CHARS_MAX + " characters");
        }
        return Optional.of(key);
    }

    private static Response answer(Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Accepted task ->
                Response.accepted(new AcceptedView(
                                task.id().toString(),
                                task.state().label(),
                                location(task.id()).toString(),
                                task.createdAt(),
                                task.existing()))
                        .location(location(task.id()))
                        .build();
            case Acceptance.KeyReused reused ->
                throw TaskProblem.KEY_REUSED.because("it belongs to task " + reused.id() + "; send a new key");
        };
    }

    private static URI location(UUID id) {
        return URI.create("/api/tasks/" + id);
    }
}
