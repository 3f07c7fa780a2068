package dev.cortex.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.gateway.balance.PeerSettings;
import dev.cortex.gateway.route.Access;
import dev.cortex.gateway.route.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {
    private static final String EXAMPLE = """
            listen: 127.0.0.1:5001
            upstreams:
              achievements: {policy: least-connections, servers: [{url: "http://127.0.0.1:8081", weight: 2}, {url: "http://127.0.0.1:8091", weight: 1}]}
            routes:                                  # first match wins
              - {path: /api/achievements/**, upstream: achievements, cache: {enabled: true, default_ttl: {200: 5m}}, compress: true, access: anonymous-read}
              - {path: /**, upstream: achievements, cache: {enabled: true}, access: open}   # no default_ttl
            """;

    @Test
    void readsTheDocumentedShape() {
        Plan plan = PlanFile.parse(EXAMPLE);
        assertEquals(new Endpoint("127.0.0.1", 5001), plan.listen());
        assertEquals(
                List.of(PeerSettings.of("127.0.0.1:8081", 2), PeerSettings.of("127.0.0.1:8091", 1)),
                plan.upstreams().get("achievements").servers());
        Route first = plan.routes().routes().getFirst();
        assertEquals(Access.ANONYMOUS_READ, first.access());
        assertTrue(first.compress());
        assertEquals(Map.of(200, Duration.ofMinutes(5)), first.cache().defaultTtl());
        Route second = plan.routes().routes().get(1);
        assertEquals(Access.OPEN, second.access());
        assertTrue(second.cache().enabled());
        assertTrue(second.cache().defaultTtl().isEmpty());
    }

    @Test
    void defaultsAreAsDocumented() {
        Plan plan = PlanFile.parse("""
                listen: 127.0.0.1:0
                upstreams: {a: {servers: [{url: "http://host"}]}}
                routes: [{path: /x, upstream: a}]
                """);
        assertEquals(
                new PeerSettings("host:80", 1, 1, 10_000, 0, false, false),
                plan.upstreams().get("a").servers().getFirst());
        Route route = plan.routes().routes().getFirst();
        assertEquals(Access.OPEN, route.access());
        assertFalse(route.cache().enabled() || route.compress());
        assertEquals(Limits.DEFAULT, plan.limits());
        assertEquals(Timeouts.DEFAULT, plan.timeouts());
        assertEquals(Edge.DEFAULT, plan.edge());
        assertEquals(new Limits(16_384, 8_192, 100, 10_485_760, 12_000, 20_000), plan.limits());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen: 127.0.0.1:5001 | listen: nowhere | listen: must be host:port, is nowhere",
                "listen: 127.0.0.1:5001 | listn: 127.0.0.1:5001 | listen: is missing",
                "path: /**, upstream: achievements | path: /**, upstream: achievments | routes[1].upstream: names no upstream; there are achievements",
                "access: anonymous-read | access: anyone | routes[0].access: must be open, anonymous-read or key",
                "200: 5m | 200: soon | routes[0].cache.default_ttl.200: must be a duration such as 500ms, 30s, 5m or 1h",
                "200: 5m | ok: 5m | routes[0].cache.default_ttl.ok: must be a status such as 200",
                "compress: true | compress: maybe | routes[0].compress: must be true or false",
                "weight: 2 | weight: 0 | upstreams.achievements.servers[0].weight: must be a whole number in 1..65535",
                "weight: 2 | wieght: 2 | upstreams.achievements.servers[0].wieght: is not a key that this place knows",
                "http://127.0.0.1:8091 | https://127.0.0.1:8091 | upstreams.achievements.servers[1].url: must be http://host:port",
                "http://127.0.0.1:8091 | http://127.0.0.1:8091/x | upstreams.achievements.servers[1].url: must end after the port",
                "http://127.0.0.1:8091 | http://127.0.0.1:8081 | upstreams.achievements.servers[1].url: is listed twice",
                "policy: least-connections | policy: random | upstreams.achievements.policy: must be least-connections, is random",
                "/api/achievements/** | /api/*/x | routes[0].path: a path is /exact/path or /prefix/**",
                "routes: | roots: | routes: must be a list with at least one entry",
            })
    void complaintsNameTheKey(String good, String bad, String complaint) {
        String message = assertThrows(BadConfig.class, () -> PlanFile.parse(EXAMPLE.replace(good, bad)))
                .getMessage();
        assertTrue(message.startsWith(complaint), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void whatIsNoYamlOrNoFileIsSaidInOneLine() {
        for (String yaml : List.of("a: [", "a: 1\na: 2", "- x", "")) {
            String message =
                    assertThrows(BadConfig.class, () -> PlanFile.parse(yaml)).getMessage();
            assertEquals(1, message.lines().count(), message);
        }
        String message = assertThrows(BadConfig.class, () -> PlanFile.read(Path.of("/nowhere.yaml")))
                .getMessage();
        assertTrue(message.startsWith("/nowhere.yaml: cannot be read"), message);
    }
}
