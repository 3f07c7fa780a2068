package dev.cortex.routing.api;

import dev.cortex.routing.experiment.Experiment;
import dev.cortex.routing.experiment.Findings;
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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Candidates beside what decides now, and what becomes of them. */
@Path("/api/routing/spaces/{space}/experiments")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class ExperimentResource {
    private final ExperimentDesk desk;

    ExperimentResource(ExperimentDesk desk) {
        this.desk = desk;
    }

    record ExperimentList(List<Experiment> experiments) {}

    record Conclusion(@Nullable Boolean adopt) {}

    @GET
    public Uni<ExperimentList> list(@PathParam("space") String space) {
        return desk.list(space).map(ExperimentList::new);
    }

    /** Starts it; the same again is harmless. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Findings> put(
            @PathParam("space") String space, @PathParam("id") String id, @Nullable ExperimentBody body) {
        return desk.put(space, id, body);
    }

    @GET
    @Path("/{id}")
    public Uni<Findings> findings(@PathParam("space") String space, @PathParam("id") String id) {
        return desk.findings(space, id);
    }

    @POST
    @Path("/{id}/stop")
    public Uni<Findings> stop(@PathParam("space") String space, @PathParam("id") String id) {
        return desk.stop(space, id);
    }

    @POST
    @Path("/{id}/start")
    public Uni<Findings> start(@PathParam("space") String space, @PathParam("id") String id) {
        return desk.resume(space, id);
    }

    /** For good; with {@code adopt} the candidate's thresholds become the space's. */
    @POST
    @Path("/{id}/conclude")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Findings> conclude(
            @PathParam("space") String space, @PathParam("id") String id, @Nullable Conclusion conclusion) {
        return desk.conclude(space, id, conclusion != null && Boolean.TRUE.equals(conclusion.adopt()));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> delete(@PathParam("space") String space, @PathParam("id") String id) {
        return desk.delete(space, id);
    }
}
