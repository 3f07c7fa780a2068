package dev.cortex.worker.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.mesh.problem.ProblemException;
import dev.cortex.worker.pool.PoolSize;
import dev.cortex.worker.pool.PoolView;
import dev.cortex.worker.pool.Workers;
import dev.cortex.worker.task.Fields;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The workers: look, resize, replace. */
@Path("/api/workers")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class WorkersResource {
    private final Workers workers;

    WorkersResource(Workers workers) {
        this.workers = workers;
    }

    @GET
    public Uni<PoolView> list() {
        return workers.view()
                .map(view -> view.orElseThrow(
                        () -> TaskProblem.BUSY.because("no replica leads the pool yet; it is starting")));
    }

    /** Kept in the database, also over restarts; more workers start at once, fewer drain first. */
    @PUT
    @Path("/pool")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<PoolSize> resize(@Nullable JsonNode body) {
        if (body == null || !body.isObject() || !body.hasNonNull("active") || !body.hasNonNull("warm")) {
            throw TaskProblem.INVALID_SIZE.because("the body is {\"active\": number, \"warm\": number}");
        }
        var fields = new Fields(body);
        long active = fields.whole("active", 0, PoolSize.MAX, 0);
        long warm = fields.whole("warm", 0, PoolSize.MAX, 0);
        if (!fields.errors().isEmpty()) {
            throw TaskProblem.INVALID_SIZE.because(
                    fields.errors().stream()
                            .map(error -> error.field() + " " + error.message())
                            .collect(Collectors.joining("; ")),
                    Map.of("errors", fields.errors()));
        }
        var size = new PoolSize((int) active, (int) warm);
        return workers.resize(size).replaceWith(size);
    }

    /** Replaced as soon as a warm worker can take its place. */
    @POST
    @Path("/{id}/recycle")
    public Uni<Response> recycle(@PathParam("id") String worker) {
        return workers.recycle(worker).map(known -> {
            if (!known) {
                throw unknown();
            }
            return Response.accepted(Map.of("worker_id", worker, "state", "requested"))
                    .build();
        });
    }

    /** Stops the worker for as long as writing takes. */
    @POST
    @Path("/{id}/heap-dump")
    public Uni<Response> heapDump(@PathParam("id") String worker) {
        return workers.heapDump(worker).map(file -> Response.accepted(Map.of(
                        "worker_id", worker, "state", "requested", "file", file.orElseThrow(WorkersResource::unknown)))
                .build());
    }

    private static ProblemException unknown() {
        return TaskProblem.WORKER_NOT_FOUND.because("no worker has this id; GET /api/workers lists them");
    }
}
