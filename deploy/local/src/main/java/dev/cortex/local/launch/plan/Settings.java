package dev.cortex.local.launch.plan;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the environment of the command and the ports mean for each process.
 *
 * @param shared variables of every service
 * @param own variables of one service, over the shared ones
 * @param elsewhere servers that the environment says are running already, so that we start none
 */
record Settings(Map<String, String> shared, Map<Part, Map<String, String>> own, Set<Part> elsewhere) {
    static final String HOST = "127.0.0.1";

    private static final String REAL_GITHUB = "https://api.github.com";

    static Settings of(Request request, Path data, Ports ports) {
        Set<Part> elsewhere = EnumSet.noneOf(Part.class);
        request.variable("CORTEX_POSTGRES_URL").ifPresent(_ -> elsewhere.add(Part.POSTGRES));
        request.variable("CORTEX_REDIS_URL").ifPresent(_ -> elsewhere.add(Part.REDIS));
        githubElsewhere(request).ifPresent(_ -> elsewhere.add(Part.GITHUB));
        Map<Part, Map<String, String>> own = Map.of(
                Part.WORKER, worker(request, ports),
                Part.ACHIEVEMENT, achievement(request, ports),
                Part.GATEWAY, gateway(request, data));
        return new Settings(shared(request, data, ports, elsewhere), own, elsewhere);
    }

    private static Map<String, String> shared(Request request, Path data, Ports ports, Set<Part> elsewhere) {
        Map<String, String> shared = new TreeMap<>();
        shared.put("QUARKUS_HTTP_HOST", HOST);
        shared.put("CORTEX_LOG_DIR", data.resolve("logs").toString());
        // glibc keeps an arena per thread otherwise, which is memory that a small JVM never gives back.
        shared.put("MALLOC_ARENA_MAX", "2");
        if (request.wants(Part.POSTGRES) && !elsewhere.contains(Part.POSTGRES)) {
            shared.put(
                    "CORTEX_POSTGRES_URL",
                    "postgresql://postgres:postgres@" + HOST + ":" + ports.postgres() + "/postgres");
        }
        if (request.wants(Part.REDIS) && !elsewhere.contains(Part.REDIS)) {
            shared.put("CORTEX_REDIS_URL", "redis://" + HOST + ":" + ports.redis());
        }
        githubElsewhere(request)
                .or(() -> request.wants(Part.GITHUB)
                        ? Optional.of("http://" + HOST + ":" + ports.github())
                        : Optional.empty())
                .ifPresent(url -> shared.put("CORTEX_GITHUB_URL", url));
        return shared;
    }

    /** Another GitHub if one is named, the real one if there is a token for it, else none and we simulate it. */
    private static Optional<String> githubElsewhere(Request request) {
        return request.variable("CORTEX_GITHUB_URL").or(() -> request.variable("GITHUB_TOKEN")
                .or(() -> request.variable("CORTEX_GITHUB_TOKENS"))
                .map(_ -> REAL_GITHUB));
    }

    private static Map<String, String> worker(Request request, Ports ports) {
        String replicas = "http://%1$s:%2$d,http://%1$s:%3$d"
                .formatted(HOST, ports.firstAchievement(), ports.secondAchievement());
        // The main job lets a worker call the mesh's own door, so that door is always allowed.
        String door = "%1$s:%2$d,localhost:%2$d".formatted(HOST, ports.gateway());
        String allowed = request.variable("CORTEX_HTTP_ALLOWED_HOSTS")
                .map(given -> given + "," + door)
                .orElse(door);
        return Map.of(
                "CORTEX_WORKER_ROLE",
                "pool",
                // Eight JVMs that start at once on a busy machine: the pool's own minute would be over too soon.
                "CORTEX_WORKER_POOL_START_MAX",
                "4m",
                "CORTEX_ACHIEVEMENT_URLS",
                request.variable("CORTEX_ACHIEVEMENT_URLS").orElse(replicas),
                "CORTEX_HTTP_ALLOWED_HOSTS",
                allowed);
    }

    private static Map<String, String> achievement(Request request, Ports ports) {
        Map<String, String> own = new TreeMap<>();
        own.put(
                "CORTEX_TASKS_URL",
                request.variable("CORTEX_TASKS_URL").orElseGet(() -> "http://" + HOST + ":" + ports.worker()));
        // Nobody's budget is spent on a GitHub that is not the real one.
        if (!githubElsewhere(request).equals(Optional.of(REAL_GITHUB))) {
            own.put("CORTEX_FORCE_FLOOR", request.variable("CORTEX_FORCE_FLOOR").orElse("0s"));
        }
        return own;
    }

    private static Map<String, String> gateway(Request request, Path data) {
        String config = request.variable("CORTEX_GATEWAY_CONFIG")
                .orElseGet(() -> data.resolve("gateway.yaml").toString());
        return Map.of("CORTEX_GATEWAY_CONFIG", config);
    }

    Map<String, String> environment(Part part) {
        Map<String, String> environment = new TreeMap<>(shared);
        environment.putAll(own.getOrDefault(part, Map.of()));
        return environment;
    }

    boolean isElsewhere(Part part) {
        return elsewhere.contains(part);
    }
}
