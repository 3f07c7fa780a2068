package dev.cortex.routing.api;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.outcome.Judge;
import dev.cortex.routing.space.Memory;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routers by name. */
@Path("/api/routing/spaces")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class SpaceResource {
    private final Spaces spaces;
    private final Memory memory;
    private final DecisionShelf shelf;
    private final Door door;
    private final ExpertDesk desk;
    private final OutcomeLines lines;

    SpaceResource(Spaces spaces, Memory memory, Door door, ExpertDesk desk, DecisionShelf shelf, OutcomeLines lines) {
        this.spaces = spaces;
        this.memory = memory;
        this.shelf = shelf;
        this.door = door;
        this.desk = desk;
        this.lines = lines;
    }

    record SpaceList(List<Listed> spaces, long bytes, long bytesMax) {
        record Listed(String name, int experts, long epoch, long examples, long bytes) {}
    }

    @GET
    public SpaceList list() {
        return new SpaceList(
                spaces.all().stream().map(SpaceResource::listed).toList(), memory.bytes(), memory.bytesMax());
    }

    @DELETE
    @Path("/{space}")
    public Uni<Void> delete(@PathParam("space") String space) {
        return desk.deleteSpace(space);
    }

    @POST
    @Path("/{space}/route")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Object> route(@PathParam("space") String space, TaskBody.@Nullable Request request) {
        return door.route(space, request);
    }

    @POST
    @Path("/{space}/outcomes")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Judge.Result> outcomes(@PathParam("space") String space, @Nullable OutcomesBody body) {
        if (body == null) {
            throw Refusal.INVALID.because("The body is an object with 'outcomes'.");
        }
        return door.judge(space, body.feedback());
    }

    @POST
    @Path("/{space}/outcomes")
    @Consumes("application/x-ndjson")
    public Uni<Judge.Result> outcomeLines(@PathParam("space") String space, String body) {
        return door.judge(space, lines.read(body));
    }

    @GET
    @Path("/{space}/experts")
    public ExpertDesk.ExpertList experts(@PathParam("space") String space) {
        return desk.experts(space);
    }

    @PUT
    @Path("/{space}/experts")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ExpertDesk.Taken> putAll(@PathParam("space") String space, @Nullable ExpertsBody body) {
        return desk.put(space, body);
    }

    @GET
    @Path("/{space}/decisions")
    public Uni<DecisionShelf.Page> decisions(
            @PathParam("space") String space,
            @QueryParam("expert") @Nullable String expert,
            @QueryParam("confidence_below") @Nullable String confidenceBelow,
            @QueryParam("task_id") @Nullable String taskId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        return shelf.page(space, new DecisionShelf.Question(expert, confidenceBelow, taskId, limit, after));
    }

    @GET
    @Path("/{space}/experts/{id}")
    public Expert expert(@PathParam("space") String space, @PathParam("id") String id) {
        return door.space(space)
                .expert(id)
                .orElseThrow(() -> Refusal.EXPERT_NOT_FOUND.because("The space has no expert of this id."));
    }

    @PUT
    @Path("/{space}/experts/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Expert> put(@PathParam("space") String space, @PathParam("id") String id, @Nullable ExpertBody body) {
        return desk.put(space, id, body);
    }

    @DELETE
    @Path("/{space}/experts/{id}")
    public Uni<Void> retire(@PathParam("space") String space, @PathParam("id") String id) {
        return desk.retire(space, id);
    }

    private static SpaceList.Listed listed(Space space) {
        return new SpaceList.Listed(space.name(), space.size(), space.epoch(), space.examples(), space.bytes());
    }
}
