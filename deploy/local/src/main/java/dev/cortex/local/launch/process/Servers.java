package dev.cortex.local.launch.process;

import dev.cortex.local.github.GitHubSimulator;
import dev.cortex.local.launch.plan.Component;
import dev.cortex.local.launch.plan.MeshFailure;
import dev.cortex.local.postgres.EmbeddedPostgres;
import dev.cortex.local.redis.EmbeddedRedis;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The embedded servers, seen as components. */
public final class Servers {
    private Servers() {}

    public static Running postgres(Component component, DataDirectory data) {
        EmbeddedPostgres server = started(
                component,
                data,
                () -> EmbeddedPostgres.startKept(
                        data.path().resolve("postgres"), component.port(), data.log(component.logName())));
        return running(server, server::process);
    }

    public static Running redis(Component component, DataDirectory data) {
        EmbeddedRedis server = started(
                component,
                data,
                () -> EmbeddedRedis.startKept(
                        data.path().resolve("redis"), component.port(), data.log(component.logName())));
        return running(server, server::process);
    }

    /** The simulator lives in the launcher's own process: it is light, and one JVM less to start. */
    public static Running github(Component component, DataDirectory data) {
        return running(
                started(component, data, () -> GitHubSimulator.start(component.port())),
                () -> Optional.of(ProcessHandle.current()));
    }

    private static <T> T started(Component component, DataDirectory data, Supplier<T> start) {
        try {
            return start.get();
        } catch (RuntimeException e) {
            throw new MeshFailure("%s did not start: %s; log %s"
                    .formatted(component.name(), e.getMessage(), data.log(component.logName())));
        }
    }

    private static Running running(AutoCloseable server, Supplier<Optional<ProcessHandle>> process) {
        CompletableFuture<String> ended = process.get()
                .filter(handle -> handle.pid() != ProcessHandle.current().pid())
                .map(handle -> handle.onExit().thenApply(_ -> "its process is gone"))
                .orElseGet(CompletableFuture::new);
        return new Running() {
            @Override
            public Optional<ProcessHandle> process() {
                return process.get();
            }

            @Override
            public CompletableFuture<String> ended() {
                return ended;
            }

            @Override
            public boolean stop(Duration grace) {
                // These servers bound their own end: asked, waited for, killed.
                try {
                    server.close();
                    return true;
                } catch (Exception e) {
                    return false;
                }
            }
        };
    }
}
