package dev.cortex.worker.api;

import dev.cortex.worker.WorkerConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** A worker has no API: only its health and metrics answer. */
@Provider
@PreMatching
public final class RoleGate implements ContainerRequestFilter {
    // Asked for at a request and not before: filters are made while the program is built, without its configuration.
    private final Instance<WorkerConfig> config;

    RoleGate(Instance<WorkerConfig> config) {
        this.config = config;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (config.get().role() == WorkerConfig.Role.WORKER) {
            throw new NotFoundException();
        }
    }
}
