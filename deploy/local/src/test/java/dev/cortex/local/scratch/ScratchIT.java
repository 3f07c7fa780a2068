package dev.cortex.local.scratch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.postgres.EmbeddedPostgres;
import dev.cortex.local.redis.EmbeddedRedis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing outlives its JVM, whichever way that ends; each case is a JVM of its own with a temporary directory of its own. */
class ScratchIT {
    @TempDir
    Path temporary;

    private final List<Process> started = new ArrayList<>();
    private final List<ProcessHandle> known = new ArrayList<>();

    /** Starts servers, says their pids, and waits to be ended. */
    static final class Victim {
        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedRedis redis = EmbeddedRedis.startTemporary();
            EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary();
            System.out.println("pids " + redis.process().orElseThrow().pid() + " "
                    + postgres.process().orElseThrow().pid());
            new CountDownLatch(1).await();
        }
    }

    /** Unpacking them again takes seconds, and where they are is not what is tested. */
    @BeforeEach
    void shareBinaries() throws IOException {
        Path shared = Files.createDirectories(Scratch.binaries());
        Files.createSymbolicLink(Files.createDirectories(root()).resolve("binaries"), shared);
    }

    /** A killed JVM leaves its servers, which is what is tested here and nowhere else wanted. */
    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        known.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void sigtermEndsServersAndRemovesDirectories() throws Exception {
        Process victim = victim();
        List<ProcessHandle> servers = servers(victim);
        victim.destroy();
        assertTrue(victim.waitFor(30, TimeUnit.SECONDS));
        assertEnded(servers);
        assertEquals(List.of(), runs());
    }

    @Test
    void whatAKilledJvmLeavesIsRemovedByTheNext() throws Exception {
        Process victim = victim();
        List<ProcessHandle> orphans = servers(victim);
        victim.destroyForcibly();
        assertTrue(victim.waitFor(30, TimeUnit.SECONDS));
        assertEquals(2, runs().size());
        assertTrue(orphans.stream().allMatch(ProcessHandle::isAlive));

        Process next = victim();
        List<ProcessHandle> servers = servers(next);
        assertEnded(orphans);
        assertEquals(2, runs().size(), "those of the living");
        next.destroy();
        assertTrue(next.waitFor(30, TimeUnit.SECONDS));
        assertEnded(servers);
    }

    @Test
    void aLivingJvmKeepsItsServersWhenAnotherStarts() throws Exception {
        List<ProcessHandle> servers = servers(victim());
        servers(victim());
        assertEquals(4, runs().size());
        assertTrue(servers.stream().allMatch(ProcessHandle::isAlive));
    }

    private Process victim() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    private List<ProcessHandle> servers(Process victim) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("pids ")) {
                List<ProcessHandle> servers = Stream.of(line.substring(5).split(" "))
                        .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                        .toList();
                known.addAll(servers);
                return servers;
            }
        }
        throw new IllegalStateException("the JVM ended before it said anything");
    }

    private static void assertEnded(List<ProcessHandle> servers) {
        servers.forEach(server ->
                assertFalse(server.isAlive() && server.info().commandLine().isPresent(), "process " + server.pid()));
    }

    private List<Path> runs() throws IOException {
        Path runs = temporary
                .resolve("cortex-local-" + System.getProperty("user.name"))
                .resolve("runs");
        try (Stream<Path> all = Files.list(runs)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private Path root() {
        return temporary.resolve("cortex-local-" + System.getProperty("user.name"));
    }
}
