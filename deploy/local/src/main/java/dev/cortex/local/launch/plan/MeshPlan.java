package dev.cortex.local.launch.plan;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Everything that will run, decided before anything runs.
 *
 * @param components in the order in which they are shown and, as far as their needs allow, started
 * @param gatewayConfig the YAML to write for the gateway; empty when the user's own file is used
 */
public record MeshPlan(List<Component> components, Ports ports, Path data, Optional<String> gatewayConfig) {
    public static final int ACTIVE_WORKERS = 2;
    public static final int WARM_WORKERS = 1;

    public MeshPlan {
        components = List.copyOf(components);
    }

    /**
     * Decides.
     *
     * @param data the data directory, absolute
     * @param givenGatewayConfig text of the file that CORTEX_GATEWAY_CONFIG names
     * @param free finds a free port
     * @throws MeshFailure when the request contradicts itself
     */
    public static MeshPlan of(Request request, Path data, Optional<String> givenGatewayConfig, IntSupplier free) {
        Ports ports = ports(request, givenGatewayConfig, free);
        Settings settings = Settings.of(request, data, ports);
        refuseWithoutStores(request);
        List<Component> components = new ArrayList<>();
        for (Part part : Part.values()) {
            if (request.wants(part) && !settings.isElsewhere(part)) {
                components.addAll(components(part, ports, settings));
            }
        }
        String access = request.variable("CORTEX_GATEWAY_KEYS").isPresent() ? "anonymous-read" : "open";
        Optional<String> config = givenGatewayConfig.isPresent() || !request.wants(Part.GATEWAY)
                ? Optional.empty()
                : Optional.of(GatewayConfig.forMesh(ports, access));
        return new MeshPlan(components, ports, data, config);
    }

    private static Ports ports(Request request, Optional<String> gatewayConfig, IntSupplier free) {
        Ports ports = request.port().map(port -> Ports.behind(port, free)).orElseGet(() -> Ports.standard(free));
        Optional<Integer> listen = gatewayConfig.flatMap(GatewayConfig::listenPort);
        if (listen.isPresent() && request.port().isPresent() && !listen.equals(request.port())) {
            throw new MeshFailure("--port " + ports.gateway() + " contradicts CORTEX_GATEWAY_CONFIG, which listens on "
                    + listen.get() + "; leave one of the two out");
        }
        return listen.map(port -> ports.withGateway(port, free)).orElse(ports);
    }

    private static void refuseWithoutStores(Request request) {
        Set<Part> needy = EnumSet.noneOf(Part.class);
        for (Part part : request.only()) {
            if (part.needsStores()) {
                needy.add(part);
            }
        }
        if (needy.isEmpty()) {
            return;
        }
        String who = needy.iterator().next().title();
        if (!request.wants(Part.POSTGRES)
                && request.variable("CORTEX_POSTGRES_URL").isEmpty()) {
            throw new MeshFailure(who + " needs PostgreSQL: add postgres to --only, or set CORTEX_POSTGRES_URL");
        }
        if (!request.wants(Part.REDIS) && request.variable("CORTEX_REDIS_URL").isEmpty()) {
            throw new MeshFailure(who + " needs Redis: add redis to --only, or set CORTEX_REDIS_URL");
        }
    }

    private static List<Component> components(Part part, Ports ports, Settings settings) {
        return switch (part) {
            case POSTGRES -> List.of(Component.server(part, ports.postgres()));
            case REDIS -> List.of(Component.server(part, ports.redis()));
            case GITHUB -> List.of(Component.server(part, ports.github()));
            case WORKER -> List.of(service(part, part.title(), ports.worker(), ports.worker(), settings));
            case ROUTING -> List.of(service(part, part.title(), ports.routing(), ports.routing(), settings));
            case ACHIEVEMENT ->
                List.of(
                        service(
                                part,
                                part.title() + "-1",
                                ports.firstAchievement(),
                                ports.firstAchievement(),
                                settings),
                        service(
                                part,
                                part.title() + "-2",
                                ports.secondAchievement(),
                                ports.secondAchievement(),
                                settings));
            case GATEWAY -> List.of(service(part, part.title(), ports.gateway(), ports.gatewayHealth(), settings));
        };
    }

    private static Component service(Part part, String name, int port, int healthPort, Settings settings) {
        Map<String, String> environment = new TreeMap<>(settings.environment(part));
        environment.put("CORTEX_REPLICA", name);
        Set<Part> needs = part.needsStores() ? EnumSet.of(Part.POSTGRES, Part.REDIS) : Set.of();
        return new Component(name, part, port, healthPort, needs, environment);
    }

    /** Whether nothing is missing, so that the main job can run through it. */
    public boolean isWhole() {
        return has(Part.GATEWAY) && has(Part.WORKER) && has(Part.ROUTING) && has(Part.ACHIEVEMENT);
    }

    public boolean has(Part part) {
        return components.stream().anyMatch(component -> component.part() == part);
    }

    /** Where people and the main job knock. */
    public URI gateway() {
        return URI.create("http://" + Settings.HOST + ":" + ports.gateway());
    }

    /**
     * The order of ending: who calls others goes before those it calls, the databases last. Components of one group end
     * together.
     */
    public List<List<Component>> stopOrder() {
        return Stream.of(
                        EnumSet.of(Part.GATEWAY),
                        EnumSet.of(Part.WORKER),
                        EnumSet.of(Part.ROUTING, Part.ACHIEVEMENT),
                        EnumSet.of(Part.GITHUB, Part.REDIS),
                        EnumSet.of(Part.POSTGRES))
                .map(parts -> components.stream()
                        .filter(component -> parts.contains(component.part()))
                        .toList())
                .filter(group -> !group.isEmpty())
                .toList();
    }
}
