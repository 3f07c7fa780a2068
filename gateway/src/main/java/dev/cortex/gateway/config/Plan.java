package dev.cortex.gateway.config;

import dev.cortex.gateway.route.RouteTable;
import java.util.Map;

/** The gateway's whole configuration, checked: every route's upstream exists, every bound is sane. */
public record Plan(
        Endpoint listen,
        Limits limits,
        Timeouts timeouts,
        Map<String, UpstreamPlan> upstreams,
        RouteTable routes,
        Edge edge) {
    public Plan {
        upstreams = Map.copyOf(upstreams);
    }

    public Plan withListen(Endpoint other) {
        return new Plan(other, limits, timeouts, upstreams, routes, edge);
    }
}
