package dev.cortex.routing.outcome;

import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.Spaces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;

/** Followers for the tests of other rooms. */
public final class Followers {
    private static final Vertx VERTX = Vertx.vertx();

    private Followers() {}

    public static Follower of(OutcomeLog log, Spaces spaces, Past past, RoutingSettings settings) {
        return new Follower(log, spaces, past, settings, VERTX, new SimpleMeterRegistry());
    }
}
