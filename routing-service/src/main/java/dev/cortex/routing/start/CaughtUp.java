package dev.cortex.routing.start;

import dev.cortex.routing.outcome.Follower;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the log was followed to its end: before, this replica would answer as if nothing had been learned. */
@Readiness
@ApplicationScoped
class CaughtUp implements HealthCheck {
    private final Follower follower;

    CaughtUp(Follower follower) {
        this.follower = follower;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outcome log followed")
                .status(follower.hasCaughtUpOnce())
                .withData("applied", follower.applied())
                .withData("behind", follower.behind())
                .build();
    }
}
