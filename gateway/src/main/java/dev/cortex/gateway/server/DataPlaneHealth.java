package dev.cortex.gateway.server;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the data plane accepts connections; a draining gateway is not. */
@Readiness
@ApplicationScoped
class DataPlaneHealth implements HealthCheck {
    private final Gateway gateway;

    DataPlaneHealth(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("data-plane")
                .status(gateway.accepting())
                .build();
    }
}
