package dev.cortex.local.launch.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MeshPlanTest {
    private static final Path DATA = Path.of("/data");

    private final AtomicInteger nextFree = new AtomicInteger(40_000);

    private MeshPlan plan(Set<Part> only, Optional<Integer> port, Map<String, String> environment) {
        return plan(only, port, environment, Optional.empty());
    }

    private MeshPlan plan(
            Set<Part> only, Optional<Integer> port, Map<String, String> environment, Optional<String> yaml) {
        return MeshPlan.of(new Request(only, port, environment), DATA, yaml, nextFree::getAndIncrement);
    }

    private MeshPlan whole() {
        return plan(Set.of(), Optional.empty(), Map.of());
    }

    private static Component component(MeshPlan plan, String name) {
        return plan.components().stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(MeshPlan plan) {
        return plan.components().stream().map(Component::name).toList();
    }

    @Test
    void startsEverythingOnTheDocumentedPorts() {
        MeshPlan plan = whole();
        assertTrue(plan.isWhole());
        assertEquals(
                List.of(
                        "postgres",
                        "redis",
                        "github",
                        "worker-service",
                        "routing-service",
                        "achievement-service-1",
                        "achievement-service-2",
                        "gateway"),
                names(plan));
        assertEquals(
                List.of(8083, 8082, 8081, 8091, 5001),
                plan.components().stream()
                        .filter(component -> component.part().isService())
                        .map(Component::port)
                        .toList());
        assertEquals(5002, component(plan, "gateway").healthPort());
    }

    @Test
    void letsOnlyTheGatewayStartWithoutTheStores() {
        MeshPlan plan = whole();
        assertEquals(Set.of(), component(plan, "gateway").needs());
        assertEquals(
                Set.of(Part.POSTGRES, Part.REDIS),
                component(plan, "worker-service").needs());
    }

    @Test
    void movesEverythingBehindAnotherPortSoThatTwoMeshesFitOneMachine() {
        MeshPlan one = plan(Set.of(), Optional.of(6001), Map.of());
        MeshPlan other = plan(Set.of(), Optional.of(7001), Map.of());
        Set<Integer> ports = new HashSet<>();
        for (MeshPlan plan : List.of(whole(), one, other)) {
            for (Component component : plan.components()) {
                assertTrue(ports.add(component.port()), () -> component + " shares its port");
            }
        }
        assertEquals("http://127.0.0.1:6001", one.gateway().toString());
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThrows(MeshFailure.class, () -> plan(Set.of(), Optional.of(0), Map.of()));
        assertThrows(MeshFailure.class, () -> plan(Set.of(), Optional.of(65_536), Map.of()));
    }

    @Test
    void usesRunningServersInPlaceOfItsOwn() {
        MeshPlan plan = plan(
                Set.of(),
                Optional.empty(),
                Map.of(
                        "CORTEX_POSTGRES_URL", "postgresql://u:p@db:5432/mesh",
                        "CORTEX_REDIS_URL", "redis://cache:6379",
                        "CORTEX_GITHUB_URL", "http://127.0.0.1:9000"));
        assertFalse(plan.has(Part.POSTGRES) || plan.has(Part.REDIS) || plan.has(Part.GITHUB));
        assertTrue(plan.isWhole());
        // The children inherit the first two; what is inherited is not said twice.
        assertFalse(component(plan, "routing-service").environment().containsKey("CORTEX_POSTGRES_URL"));
        assertEquals(
                "http://127.0.0.1:9000",
                component(plan, "achievement-service-1").environment().get("CORTEX_GITHUB_URL"));
    }

    @Test
    void takesTheRealGitHubWhenThereIsAToken() {
        MeshPlan plan = plan(Set.of(), Optional.empty(), Map.of("GITHUB_TOKEN", "t"));
        assertFalse(plan.has(Part.GITHUB));
        assertEquals(
                "https://api.github.com",
                component(plan, "achievement-service-1").environment().get("CORTEX_GITHUB_URL"));
    }

    @Test
    void countsAVariableThatIsSetToNothingAsNotSet() {
        assertTrue(plan(Set.of(), Optional.empty(), Map.of("GITHUB_TOKEN", " ")).has(Part.GITHUB));
    }

    @Test
    void tellsEveryServiceWhereTheStoresAre() {
        MeshPlan plan = whole();
        String postgres = "postgresql://postgres:postgres@127.0.0.1:%d/postgres"
                .formatted(component(plan, "postgres").port());
        for (String service : List.of("worker-service", "routing-service", "achievement-service-2")) {
            assertEquals(postgres, component(plan, service).environment().get("CORTEX_POSTGRES_URL"));
            assertEquals("127.0.0.1", component(plan, service).environment().get("QUARKUS_HTTP_HOST"));
        }
    }

    @Test
    void tellsWhereTasksAreSubmittedAndLetsNobodyPayForASimulatedGitHub() {
        var simulated = component(whole(), "achievement-service-1").environment();
        assertEquals("http://127.0.0.1:8083", simulated.get("CORTEX_TASKS_URL"));
        assertEquals("0s", simulated.get("CORTEX_FORCE_FLOOR"));
        MeshPlan real = plan(Set.of(), Optional.empty(), Map.of("GITHUB_TOKEN", "t"));
        assertFalse(component(real, "achievement-service-1").environment().containsKey("CORTEX_FORCE_FLOOR"));
    }

    @Test
    void letsWorkersCallTheMeshItselfBesidesWhatTheUserAllows() {
        MeshPlan plan = plan(Set.of(), Optional.empty(), Map.of("CORTEX_HTTP_ALLOWED_HOSTS", "example.org"));
        assertEquals(
                "example.org,127.0.0.1:5001,localhost:5001",
                component(plan, "worker-service").environment().get("CORTEX_HTTP_ALLOWED_HOSTS"));
    }

    @Test
    void startsOnlyTheGatewayWithoutStores() {
        MeshPlan plan = plan(Set.of(Part.GATEWAY), Optional.empty(), Map.of());
        assertEquals(List.of("gateway"), names(plan));
        assertFalse(plan.isWhole());
        assertFalse(component(plan, "gateway").environment().containsKey("CORTEX_REDIS_URL"));
    }

    @Test
    void saysWhatAPartAloneLacks() {
        MeshFailure failure = assertThrows(
                MeshFailure.class, () -> plan(Set.of(Part.ROUTING, Part.POSTGRES), Optional.empty(), Map.of()));
        assertEquals("routing-service needs Redis: add redis to --only, or set CORTEX_REDIS_URL", failure.getMessage());
    }

    @Test
    void readsTheGatewaysPortFromTheUsersFile() {
        MeshPlan plan = plan(
                Set.of(Part.GATEWAY),
                Optional.empty(),
                Map.of("CORTEX_GATEWAY_CONFIG", "/etc/routes.yaml"),
                Optional.of("# routes\nlisten: 127.0.0.1:7777 # door\nupstreams: {}\n"));
        assertEquals(7777, component(plan, "gateway").port());
        assertEquals(Optional.empty(), plan.gatewayConfig());
        assertEquals(
                "/etc/routes.yaml", component(plan, "gateway").environment().get("CORTEX_GATEWAY_CONFIG"));
    }

    @Test
    void refusesAPortThatContradictsTheUsersFile() {
        assertThrows(
                MeshFailure.class,
                () -> plan(Set.of(), Optional.of(6001), Map.of(), Optional.of("listen: 127.0.0.1:7777\n")));
    }

    @Test
    void endsCallersBeforeTheCalledAndTheDatabaseLast() {
        assertEquals(
                List.of(
                        List.of("gateway"),
                        List.of("worker-service"),
                        List.of("routing-service", "achievement-service-1", "achievement-service-2"),
                        List.of("redis", "github"),
                        List.of("postgres")),
                whole().stopOrder().stream()
                        .map(group -> group.stream().map(Component::name).toList())
                        .toList());
    }

    @Test
    void writesRoutesToEveryService() {
        String yaml = whole().gatewayConfig().orElseThrow();
        for (String line : List.of(
                "listen: 127.0.0.1:5001",
                "{url: \"http://127.0.0.1:8081\", weight: 2}",
                "{url: \"http://127.0.0.1:8091\", weight: 1}",
                "path: /api/routing/**, upstream: routing",
                "path: /api/tasks/**, upstream: tasks",
                "path: /api/workers/**, upstream: tasks")) {
            assertTrue(yaml.contains(line), () -> line + " is missing in\n" + yaml);
        }
        assertFalse(yaml.contains("anonymous-read"));
    }

    @Test
    void asksForAKeyWhenKeysAreSet() {
        MeshPlan plan = plan(Set.of(), Optional.empty(), Map.of("CORTEX_GATEWAY_KEYS", "me:secret"));
        assertTrue(
                plan.gatewayConfig().orElseThrow().contains("upstream: tasks, compress: true, access: anonymous-read"));
    }
}
