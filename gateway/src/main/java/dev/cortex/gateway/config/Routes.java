package dev.cortex.gateway.config;

import dev.cortex.gateway.route.Access;
import dev.cortex.gateway.route.CacheRule;
import dev.cortex.gateway.route.PathPattern;
import dev.cortex.gateway.route.Route;
import dev.cortex.gateway.route.RouteTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the list {@code routes}. */
final class Routes {
    private Routes() {}

    static RouteTable read(Section file, Set<String> upstreams) {
        List<Route> routes = new ArrayList<>();
        for (Section section : file.sections("routes")) {
            routes.add(route(section, routes.size(), upstreams));
        }
        return new RouteTable(routes);
    }

    private static Route route(Section section, int index, Set<String> upstreams) {
        PathPattern path = section.read("path", null, found -> PathPattern.of(found.asText()));
        String upstream = section.text("upstream", null);
        if (!upstreams.contains(upstream)) {
            throw section.bad(
                    "upstream",
                    "names no upstream; there are "
                            + String.join(", ", upstreams.stream().sorted().toList()));
        }
        Route route = new Route(
                section.text("name", path.toString()),
                index,
                path,
                upstream,
                section.read("access", Access.OPEN, found -> access(found.asText())),
                cache(section),
                section.flag("compress", false));
        section.nothingElse();
        return route;
    }

    private static Access access(String text) {
        return switch (text) {
            case "open" -> Access.OPEN;
            case "anonymous-read" -> Access.ANONYMOUS_READ;
            case "key" -> Access.KEY;
            default -> throw new IllegalArgumentException("must be open, anonymous-read or key");
        };
    }

    private static CacheRule cache(Section route) {
        if (!route.has("cache")) {
            return CacheRule.OFF;
        }
        Section section = route.section("cache");
        Section ttl = section.section("default_ttl");
        Map<Integer, Duration> defaultTtl = new HashMap<>();
        for (String status : ttl.names()) {
            if (!status.matches("[1-5][0-9][0-9]")) {
                throw ttl.bad(status, "must be a status such as 200");
            }
            defaultTtl.put(Integer.valueOf(status), ttl.duration(status, Duration.ZERO));
        }
        CacheRule rule = new CacheRule(section.flag("enabled", true), defaultTtl);
        section.nothingElse();
        return rule;
    }
}
