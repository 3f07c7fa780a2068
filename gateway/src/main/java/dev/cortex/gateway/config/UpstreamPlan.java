package dev.cortex.gateway.config;

import dev.cortex.gateway.balance.PeerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One upstream: its servers and how their connections are kept.
 *
 * @param endpoints where to connect, by the peer's address
 * @param idleConnectionsMax kept connections per server and event loop
 * @param idleTimeout how long a kept connection may rest: shorter than the server's own, or requests race its close
 * @param retryPercent share of the requests in flight that may be retries
 */
public record UpstreamPlan(
        String name,
        List<PeerSettings> servers,
        Map<String, Endpoint> endpoints,
        int idleConnectionsMax,
        Duration idleTimeout,
        int retryPercent) {
    public UpstreamPlan {
        servers = List.copyOf(servers);
        endpoints = Map.copyOf(endpoints);
    }
}
