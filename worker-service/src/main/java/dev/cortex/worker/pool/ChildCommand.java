package dev.cortex.worker.pool;

import dev.cortex.worker.WorkerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a child process is started: this program's own Java and jar, in the role of a worker. */
final class ChildCommand {
    // A worker needs few: claims, finishes, renewals and what its executors ask.
    private static final String CONNECTIONS_MAX = "6";

    private final WorkerConfig config;

    ChildCommand(WorkerConfig config) {
        this.config = config;
    }

    /** @throws IllegalStateException when this program does not run from a jar and none is configured */
    List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : config.child().javaOptions().strip().split("\\s+", -1)) {
            if (!option.isEmpty()) {
                line.add(option);
            }
        }
        aotCache().ifPresent(file -> line.add("-XX:AOTCache=" + file));
        line.add("-jar");
        line.add(jar());
        return List.copyOf(line);
    }

    /** On top of what the pool itself was given. */
    Map<String, String> environment(String worker) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("CORTEX_WORKER_ROLE", "worker");
        environment.put("CORTEX_WORKER_ID", worker);
        environment.put("CORTEX_WORKER_CHILD_ATTACHED", "true");
        environment.put("CORTEX_POSTGRES_URL", config.postgresUrl());
        environment.put("CORTEX_REDIS_URL", config.redisUrl());
        environment.put(
                "CORTEX_ACHIEVEMENT_URLS", String.join(",", config.executors().achievementUrls()));
        environment.put(
                "CORTEX_HTTP_ALLOWED_HOSTS",
                String.join(",", config.executors().httpAllowedHosts().orElse(List.of())));
        environment.put("CORTEX_GITHUB_URL", config.executors().githubUrl());
        environment.put(
                "CORTEX_GITHUB_TOKENS",
                String.join(",", config.executors().githubTokens().orElse(List.of())));
        environment.put(
                "CORTEX_WORKER_EXECUTORS_LEAK_MAX",
                Long.toString(config.executors().leakMax().asLongValue()));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.put("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", CONNECTIONS_MAX);
        // Standard output is the pipe to the pool.
        environment.put("QUARKUS_LOG_CONSOLE_STDERR", "true");
        // glibc gives every thread an arena of its own otherwise: tens of megabytes that are never used.
        environment.put("MALLOC_ARENA_MAX", "2");
        return environment;
    }

    private String jar() {
        Optional<String> configured = config.child().jar().filter(jar -> !jar.isBlank());
        String jar = configured.orElseGet(() -> System.getProperty("java.class.path", ""));
        if (!jar.endsWith(".jar") || !Files.isRegularFile(Path.of(jar))) {
            throw new IllegalStateException("no jar to start workers from; cortex.worker.child.jar names one");
        }
        return Path.of(jar).toAbsolutePath().toString();
    }

    private Optional<Path> aotCache() {
        return config.child().aotCache().map(Path::of).filter(Files::isRegularFile);
    }
}
