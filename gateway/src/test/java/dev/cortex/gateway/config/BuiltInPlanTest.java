package dev.cortex.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.gateway.balance.PeerSettings;
import dev.cortex.gateway.route.Access;
import dev.cortex.gateway.route.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInPlanTest {
    private record Services(
            List<String> achievements, List<Integer> achievementWeights, List<String> routing, List<String> workers)
            implements GatewayConfig.Services {}

    private static final Services MESH = new Services(
            List.of("http://127.0.0.1:8081", "http://127.0.0.1:8091"),
            List.of(2, 1),
            List.of("http://127.0.0.1:8082"),
            List.of("http://127.0.0.1:8083"));

    @Test
    void everyServiceHasItsPaths() {
        Plan plan = BuiltInPlan.of(MESH, false);
        assertEquals(new Endpoint("127.0.0.1", 5001), plan.listen());
        assertEquals("achievements", upstream(plan, "/api/achievements/progress"));
        assertEquals("routing", upstream(plan, "/api/routing/spaces/a/route"));
        assertEquals("workers", upstream(plan, "/api/tasks"));
        assertEquals("workers", upstream(plan, "/api/workers/pool"));
        assertEquals("none", upstream(plan, "/q/health"));
        assertEquals(
                List.of(PeerSettings.of("127.0.0.1:8081", 2), PeerSettings.of("127.0.0.1:8091", 1)),
                plan.upstreams().get("achievements").servers());
    }

    @Test
    void keysCloseWhatChangesThings() {
        assertTrue(BuiltInPlan.of(MESH, false).routes().routes().stream()
                .allMatch(route -> route.access() == Access.OPEN));
        Plan keyed = BuiltInPlan.of(MESH, true);
        assertEquals(Access.ANONYMOUS_READ, access(keyed, "/api/achievements/progress"));
        assertEquals(Access.KEY, access(keyed, "/api/tasks"));
        // A webhook's sender proves itself by its signature.
        assertEquals(Access.OPEN, access(keyed, "/api/webhooks/github"));
    }

    @Test
    void badUrlsNameTheirService() {
        Services bad = new Services(List.of("nowhere"), List.of(), MESH.routing, MESH.workers);
        String message =
                assertThrows(BadConfig.class, () -> BuiltInPlan.of(bad, false)).getMessage();
        assertTrue(message.startsWith("cortex.gateway.services.achievements: "), message);
    }

    private static String upstream(Plan plan, String path) {
        Route route = plan.routes().match(path);
        return route == null ? "none" : route.upstream();
    }

    private static Access access(Plan plan, String path) {
        Route route = plan.routes().match(path);
        return route == null ? Access.KEY : route.access();
    }
}
