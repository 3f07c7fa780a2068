package dev.cortex.worker.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.intake.Intake;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Many tasks in one request: newline-delimited JSON. The body is never held as a whole: chunks of lines are inserted while
 * the rest waits in the network.
 */
@Path("/api/tasks/batch")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class BatchResource {
    private final Intake intake;
    private final SubmissionReader reader;
    private final ObjectMapper json;
    private final WorkerConfig.Intake config;

    BatchResource(Intake intake, SubmissionReader reader, ObjectMapper json, WorkerConfig config) {
        this.intake = intake;
        this.reader = reader;
        this.json = json;
        this.config = config.intake();
    }

    /**
     * Takes the body from the request itself: declared as a parameter it would be read into memory first.
     *
     * @param key makes the batch repeatable: the same line of the same key is the same task
     */
    @POST
    public Uni<Response> submit(@Context RoutingContext routing, @HeaderParam("Idempotency-Key") @Nullable String key) {
        var lines = new BatchLines(intake, reader.requests(), json, config, Optional.ofNullable(key));
        return new BodyPump(routing.request(), (int) config.bodyMax().asLongValue(), config.batchChunk())
                .into(lines::accept)
                .map(done -> Response.accepted(lines.answer()).build());
    }
}
