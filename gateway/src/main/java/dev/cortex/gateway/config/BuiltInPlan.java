package dev.cortex.gateway.config;

import dev.cortex.gateway.balance.PeerSettings;
import dev.cortex.gateway.route.Access;
import dev.cortex.gateway.route.CacheRule;
import dev.cortex.gateway.route.PathPattern;
import dev.cortex.gateway.route.Route;
import dev.cortex.gateway.route.RouteTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration without a file: the mesh's services, each under its own paths. */
public final class BuiltInPlan {
    private static final Endpoint LISTEN = new Endpoint("127.0.0.1", 5001);
    private static final CacheRule FIVE_MINUTES = new CacheRule(true, Map.of(200, Duration.ofMinutes(5)));

    private BuiltInPlan() {}

    /** @param keyed whether there are keys: without any, every route is open, for a mesh that only this machine reaches */
    public static Plan of(GatewayConfig.Services services, boolean keyed) {
        Map<String, UpstreamPlan> upstreams = new LinkedHashMap<>();
        upstreams.put("achievements", upstream("achievements", services.achievements(), services.achievementWeights()));
        upstreams.put("routing", upstream("routing", services.routing(), List.of()));
        upstreams.put("workers", upstream("workers", services.workers(), List.of()));
        Access read = keyed ? Access.ANONYMOUS_READ : Access.OPEN;
        Access key = keyed ? Access.KEY : Access.OPEN;
        List<Route> routes = new ArrayList<>();
        add(routes, "/api/achievements/**", "achievements", read, FIVE_MINUTES);
        add(routes, "/api/webhooks/**", "achievements", Access.OPEN, CacheRule.OFF);
        add(routes, "/api/routing/**", "routing", read, CacheRule.OFF);
        add(routes, "/api/tasks/**", "workers", key, CacheRule.OFF);
        add(routes, "/api/workers/**", "workers", key, CacheRule.OFF);
        return new Plan(LISTEN, Limits.DEFAULT, Timeouts.DEFAULT, upstreams, new RouteTable(routes), Edge.DEFAULT);
    }

    private static void add(List<Route> routes, String path, String upstream, Access access, CacheRule cache) {
        routes.add(new Route(path, routes.size(), PathPattern.of(path), upstream, access, cache, true));
    }

    private static UpstreamPlan upstream(String name, List<String> urls, List<Integer> weights) {
        List<PeerSettings> servers = new ArrayList<>();
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        for (String url : urls) {
            try {
                Endpoint endpoint = PlanFile.endpoint(url.trim());
                int weight = servers.size() < weights.size() ? weights.get(servers.size()) : 1;
                if (endpoints.put(endpoint.toString(), endpoint) == null) {
                    servers.add(PeerSettings.of(endpoint.toString(), weight));
                }
            } catch (IllegalArgumentException e) {
                throw new BadConfig("cortex.gateway.services." + name, String.valueOf(e.getMessage()));
            }
        }
        return new UpstreamPlan(name, servers, endpoints, 256, Duration.ofSeconds(60), 20);
    }
}
