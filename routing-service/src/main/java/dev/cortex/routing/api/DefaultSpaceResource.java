package dev.cortex.routing.api;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.outcome.Judge;
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
import org.jspecify.annotations.Nullable;

/** The same as {@link SpaceResource} for the mesh's own space, under the paths of the original. */
@Path("/api/routing")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class DefaultSpaceResource {
    private final SpaceResource spaces;
    private final ModelResource models;

    DefaultSpaceResource(SpaceResource spaces, ModelResource models) {
        this.spaces = spaces;
        this.models = models;
    }

    @POST
    @Path("/route")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Object> route(TaskBody.@Nullable Request request) {
        return spaces.route(Spaces.DEFAULT, request);
    }

    @POST
    @Path("/outcomes")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Judge.Result> outcomes(@Nullable OutcomesBody body) {
        return spaces.outcomes(Spaces.DEFAULT, body);
    }

    @POST
    @Path("/outcomes")
    @Consumes("application/x-ndjson")
    public Uni<Judge.Result> outcomeLines(String body) {
        return spaces.outcomeLines(Spaces.DEFAULT, body);
    }

    @GET
    @Path("/experts")
    public ExpertDesk.ExpertList experts() {
        return spaces.experts(Spaces.DEFAULT);
    }

    @PUT
    @Path("/experts")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ExpertDesk.Taken> putAll(@Nullable ExpertsBody body) {
        return spaces.putAll(Spaces.DEFAULT, body);
    }

    @GET
    @Path("/decisions")
    public Uni<DecisionShelf.Page> decisions(
            @QueryParam("expert") @Nullable String expert,
            @QueryParam("confidence_below") @Nullable String confidenceBelow,
            @QueryParam("task_id") @Nullable String taskId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        return spaces.decisions(Spaces.DEFAULT, expert, confidenceBelow, taskId, limit, after);
    }

    @GET
    @Path("/experts/{id}")
    public Expert expert(@PathParam("id") String id) {
        return spaces.expert(Spaces.DEFAULT, id);
    }

    @PUT
    @Path("/experts/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Expert> put(@PathParam("id") String id, @Nullable ExpertBody body) {
        return spaces.put(Spaces.DEFAULT, id, body);
    }

    @DELETE
    @Path("/experts/{id}")
    public Uni<Void> retire(@PathParam("id") String id) {
        return spaces.retire(Spaces.DEFAULT, id);
    }

    @GET
    @Path("/model")
    public Uni<ModelView> model() {
        return models.model(Spaces.DEFAULT);
    }
}
