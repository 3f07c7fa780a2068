package dev.cortex.worker.api;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/** Server-sent events: one {@code task} event a change, its data the task as it then is. */
@Path("/api/tasks")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Singleton
public final class EventsResource {
    private final TaskEvents events;

    EventsResource(TaskEvents events) {
        this.events = events;
    }

    /** Ends when the task has. */
    @GET
    @FollowsTask
    @Path("/{id}/events")
    public Multi<OutboundSseEvent> follow(@PathParam("id") String id, @Context Sse sse) {
        return events.follow(TaskIds.parse(id)).map(view -> event(sse, view));
    }

    @GET
    @Path("/events")
    public Multi<OutboundSseEvent> followAll(@Context Sse sse) {
        return events.followAll().map(view -> event(sse, view));
    }

    private static OutboundSseEvent event(Sse sse, TaskView view) {
        return sse.newEventBuilder()
                .name("task")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(TaskView.class, view)
                .build();
    }
}
