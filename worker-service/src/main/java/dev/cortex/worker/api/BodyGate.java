package dev.cortex.worker.api;

import dev.cortex.worker.WorkerConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Refuses a single task's body by its announced length, before it is read; a batch is bounded line by line. */
@Provider
@PreMatching
public final class BodyGate implements ContainerRequestFilter {
    private static final String BATCH = "/batch";

    // Asked for at a request and not before: filters are made while the program is built, without its configuration.
    private final Instance<WorkerConfig> config;

    BodyGate(Instance<WorkerConfig> config) {
        this.config = config;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        long bytesMax = config.get().intake().bodyMax().asLongValue();
        boolean batch = request.getUriInfo().getPath().endsWith(BATCH);
        if (!batch && request.getLength() > bytesMax) {
            throw TaskProblem.TOO_LARGE.because(
                    "the body is larger than the " + bytesMax + " bytes allowed for one task");
        }
    }
}
