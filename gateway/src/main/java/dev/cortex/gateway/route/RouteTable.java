package dev.cortex.gateway.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes in the order of the configuration; the first that matches wins. */
public final class RouteTable {
    private final List<Route> routes;

    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** @return null when no route matches */
    public @Nullable Route match(String path) {
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            if (route.path().matches(path)) {
                return route;
            }
        }
        return null;
    }

    public List<Route> routes() {
        return routes;
    }
}
