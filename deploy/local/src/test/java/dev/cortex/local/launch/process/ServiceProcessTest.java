package dev.cortex.local.launch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.launch.plan.MeshFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    Path directory;

    private Path log() {
        return directory.resolve("fake.log");
    }

    private ServiceProcess shell(String script) {
        return ServiceProcess.start("fake", List.of("/bin/sh", "-c", script), Map.of("GREETING", "hello"), log());
    }

    private void awaitLog(String line) throws IOException {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!Files.exists(log()) || !Files.readString(log()).contains(line)) {
            assertTrue(System.nanoTime() < deadline, "the log never said " + line);
            Thread.onSpinWait();
        }
    }

    @Test
    void keepsWhatItSaysAndTellsHowItEnded() throws Exception {
        ServiceProcess process = shell("echo $GREETING; echo trouble >&2; exit 3");
        assertEquals("exit status 3", process.ended().get(20, TimeUnit.SECONDS));
        assertEquals(List.of("hello", "trouble"), Files.readAllLines(log()));
        assertTrue(process.process().isEmpty());
    }

    @Test
    void keepsTheLogOfTheRunBefore() throws Exception {
        shell("echo first").ended().get(20, TimeUnit.SECONDS);
        shell("echo second").ended().get(20, TimeUnit.SECONDS);
        assertEquals("second\n", Files.readString(log()));
        assertEquals("first\n", Files.readString(directory.resolve("fake.log.previous")));
    }

    @Test
    void endsInOrderWhatEndsInOrder() throws Exception {
        ServiceProcess process = shell("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done");
        awaitLog("up");
        assertTrue(process.stop(LONG));
        assertTrue(Files.readString(log()).endsWith("bye\n"));
    }

    @Test
    void killsWhatDoesNotListen() throws Exception {
        ServiceProcess process = shell("trap '' TERM; echo up; while :; do sleep 0.05; done");
        awaitLog("up");
        assertFalse(process.stop(SHORT));
        assertEquals("killed by signal 9", process.ended().get(20, TimeUnit.SECONDS));
    }

    @Test
    void takesItsDescendantsWithIt() throws Exception {
        ServiceProcess process = shell("/bin/sh -c 'trap \"\" TERM; echo up; while :; do sleep 0.05; done' & wait");
        awaitLog("up");
        List<ProcessHandle> descendants =
                process.process().orElseThrow().descendants().toList();
        assertFalse(descendants.isEmpty());
        assertFalse(process.stop(SHORT));
        assertTrue(descendants.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void saysWhatCouldNotBeStarted() {
        MeshFailure failure = assertThrows(
                MeshFailure.class,
                () -> ServiceProcess.start("gateway", List.of("/nonexistent/java"), Map.of(), log()));
        assertTrue(failure.getMessage().startsWith("gateway could not be started: "));
    }
}
