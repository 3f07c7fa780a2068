package dev.cortex.routing.api;

import dev.cortex.routing.model.ModelState;
import dev.cortex.routing.snapshot.DriftAlarms;
import dev.cortex.routing.snapshot.EpochNote;
import dev.cortex.routing.snapshot.Rebuilds;
import dev.cortex.routing.snapshot.Rollbacks;
import dev.cortex.routing.snapshot.Snapshots;
import dev.cortex.routing.space.Space;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The history of a space's model: what it was, back to it, and the proof that it is what the log says. */
@Path("/api/routing/spaces/{space}/model")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class ModelResource {
    private static final int EPOCHS_MAX = 1000;

    private final Door door;
    private final Snapshots snapshots;
    private final Rollbacks rollbacks;
    private final Rebuilds rebuilds;
    private final DriftAlarms alarms;

    ModelResource(Door door, Snapshots snapshots, Rollbacks rollbacks, Rebuilds rebuilds, DriftAlarms alarms) {
        this.alarms = alarms;
        this.door = door;
        this.snapshots = snapshots;
        this.rollbacks = rollbacks;
        this.rebuilds = rebuilds;
    }

    /** What is remembered, the latest first. */
    record EpochList(String space, long epoch, List<EpochNote> epochs) {}

    /** Where to roll back to: an epoch, or an entry of the log. */
    record RollbackBody(@Nullable Long epoch, @Nullable Long seq) {
        Rollbacks.Target target() {
            if ((epoch == null) == (seq == null)) {
                throw Refusal.INVALID.because(
                        "The body has one of 'epoch' and 'seq', as GET .../model/epochs tells them.");
            }
            return epoch != null ? new Rollbacks.Target.Epoch(epoch) : place(seq);
        }

        private static Rollbacks.Target place(@Nullable Long seq) {
            return new Rollbacks.Target.Place(seq == null ? -1 : seq);
        }
    }

    @GET
    public Uni<ModelView> model(@PathParam("space") String name) {
        Space space = door.space(name);
        // On a worker: the first time after a change the hash goes over every weight.
        return Uni.createFrom()
                .item(space::state)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(state -> lastAlarm(name, state).map(last -> ModelView.of(state, last, space.driftWarning())));
    }

    private Uni<Optional<EpochNote>> lastAlarm(String name, ModelState state) {
        return state.driftAlarms() == 0 ? Uni.createFrom().item(Optional.empty()) : alarms.last(name);
    }

    @GET
    @Path("/epochs")
    public Uni<EpochList> epochs(
            @PathParam("space") String name, @QueryParam("limit") @DefaultValue("100") String limit) {
        Space space = door.space(name);
        return snapshots
                .history(space, Query.whole("limit", limit, 1, EPOCHS_MAX))
                .map(notes -> new EpochList(name, space.epoch(), notes));
    }

    @POST
    @Path("/snapshots")
    public Uni<RestResponse<EpochNote>> snapshot(@PathParam("space") String name) {
        return snapshots.takeNow(door.space(name)).map(note -> RestResponse.status(RestResponse.Status.CREATED, note));
    }

    @POST
    @Path("/rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Rollbacks.Outcome.Done> rollBack(@PathParam("space") String name, @Nullable RollbackBody body) {
        Space space = door.space(name);
        if (body == null) {
            throw Refusal.INVALID.because("The body is an object with 'epoch' or 'seq'.");
        }
        return rollbacks
                .rollBack(space, body.target())
                .map(ModelResource::done)
                .onFailure(TimeoutException.class)
                .transform(
                        slow -> Refusal.BEHIND.because(
                                "The rollback is in the log; this replica has not come to it yet. Look at the model again soon."));
    }

    /** 200 with the result when it is there in time, else 202; a model that differs is told as such and left alone. */
    @POST
    @Path("/rebuild")
    public Uni<RestResponse<Rebuilds.Report>> rebuild(@PathParam("space") String name) {
        return rebuilds.rebuild(door.space(name))
                .map(report -> report.orElseThrow(() -> Refusal.OVERLOADED.because(
                        "This replica rebuilds a model already; GET .../model/rebuild tells when it is done.")))
                .map(report -> RestResponse.status(
                        report.state().equals("running") ? RestResponse.Status.ACCEPTED : RestResponse.Status.OK,
                        report));
    }

    @GET
    @Path("/rebuild")
    public Rebuilds.Report rebuilt(@PathParam("space") String name) {
        return rebuilds.latest(door.space(name))
                .orElseThrow(() -> Refusal.MODEL_NOT_FOUND.because(
                        "This replica has not rebuilt the space's model since it started; POST here does it."));
    }

    private static Rollbacks.Outcome.Done done(Rollbacks.Outcome outcome) {
        return switch (outcome) {
            case Rollbacks.Outcome.Done done -> done;
            case Rollbacks.Outcome.NoSuchModel unknown -> throw Refusal.MODEL_NOT_FOUND.because(unknown.reason());
            case Rollbacks.Outcome.TooMany many -> throw Refusal.NOT_ALLOWED.because(many.reason());
            case Rollbacks.Outcome.Busy busy ->
                throw Refusal.OVERLOADED.because("Another rollback is under way on this replica; try again.");
        };
    }
}
