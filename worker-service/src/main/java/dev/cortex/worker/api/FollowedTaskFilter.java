package dev.cortex.worker.api;

import dev.cortex.worker.task.PostgresTasks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Once a stream of events has begun its status is 200, so what could be a problem is found out before. */
@Singleton
public final class FollowedTaskFilter {
    private final Instance<PostgresTasks> tasks;

    FollowedTaskFilter(Instance<PostgresTasks> tasks) {
        this.tasks = tasks;
    }

    /** @return nothing, which lets the request through; fails where there is no such task */
    @FollowsTask
    @ServerRequestFilter
    public Uni<Response> exists(UriInfo uri) {
        UUID id = TaskIds.parse(uri.getPathParameters().getFirst("id"));
        return tasks.get()
                .findAll(List.of(id))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().failure(TaskIds.unknown())
                        // In this one place null is the framework's word for "go on".
                        : Uni.createFrom().nullItem());
    }
}
