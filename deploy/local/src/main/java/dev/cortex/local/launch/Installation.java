package dev.cortex.local.launch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Where and how the command runs, as the {@code cortex} script and the JVM tell.
 *
 * @param checkout the project's directory
 * @param java this JVM's executable, for the services too
 * @param commandStarted when the person pressed return
 * @param terminal whether standard output is a terminal
 */
record Installation(
        Path checkout, Path java, Instant commandStarted, boolean terminal, Map<String, String> environment) {
    Installation {
        environment = Map.copyOf(environment);
    }

    static Installation current() {
        Instant jvmStarted = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        String started = System.getProperty("cortex.started.millis", "");
        return new Installation(
                Path.of(System.getProperty("cortex.home", ".")).toAbsolutePath().normalize(),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                started.isEmpty() ? jvmStarted : Instant.ofEpochMilli(Long.parseLong(started)),
                Boolean.getBoolean("cortex.terminal"),
                System.getenv());
    }
}
