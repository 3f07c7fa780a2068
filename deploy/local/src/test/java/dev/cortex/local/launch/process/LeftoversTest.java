package dev.cortex.local.launch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    Path directory;

    private Process orphan;

    @BeforeEach
    void start() throws IOException {
        // The words after the script are its name and arguments: what a command line is recognised by.
        orphan = new ProcessBuilder("/bin/sh", "-c", "while :; do sleep 0.05; done", "quarkus-run.jar").start();
    }

    @AfterEach
    void end() {
        orphan.destroyForcibly();
    }

    private void record(Identity identity) {
        new MeshState(identity, "", 1, List.of(new MeshState.Entry("gateway", "gateway", 1, 2, identity, "g.log")))
                .write(directory);
    }

    @Test
    void endsWhatAKilledLauncherLeftAndForgetsIt() {
        record(Identity.of(orphan.toHandle()));
        assertEquals(1, Leftovers.end(directory));
        assertFalse(orphan.isAlive());
        assertEquals(Optional.empty(), MeshState.read(directory));
        assertEquals(0, Leftovers.end(directory));
    }

    @Test
    void sparesAProcessThatOnlyGotTheSamePid() {
        record(new Identity(orphan.pid(), 1));
        assertEquals(0, Leftovers.end(directory));
        assertTrue(orphan.isAlive());
    }

    @Test
    void sparesAProcessThatIsNoneOfAMesh() throws IOException {
        Process other = new ProcessBuilder("/bin/sh", "-c", "while :; do sleep 0.05; done").start();
        try {
            record(Identity.of(other.toHandle()));
            assertEquals(0, Leftovers.end(directory));
            assertTrue(other.isAlive());
        } finally {
            other.destroyForcibly();
        }
    }
}
