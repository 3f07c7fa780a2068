package dev.cortex.local.launch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.launch.plan.MeshFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path directory;

    private MeshState state() {
        Identity self = Identity.of(ProcessHandle.current());
        return new MeshState(
                self,
                "http://127.0.0.1:5001",
                1,
                List.of(new MeshState.Entry("redis", "redis", 6379, 0, self, "r.log")));
    }

    @Test
    void belongsToOneMeshAtATime() {
        try (DataDirectory held = DataDirectory.open(directory)) {
            state().write(held.path());
            assertTrue(DataDirectory.isHeld(directory));
            MeshFailure failure = assertThrows(MeshFailure.class, () -> DataDirectory.open(directory));
            assertEquals(
                    "a mesh runs here already (pid %d, http://127.0.0.1:5001); ./cortex down stops it, --data and --port start another one"
                            .formatted(ProcessHandle.current().pid()),
                    failure.getMessage());
        }
        assertFalse(DataDirectory.isHeld(directory));
        DataDirectory.open(directory).close();
    }

    @Test
    void saysThatItCannotBeUsed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        MeshFailure failure = assertThrows(MeshFailure.class, () -> DataDirectory.open(file));
        assertTrue(failure.getMessage().startsWith("the data directory " + file + " cannot be used: "));
    }

    @Test
    void keepsTheStateAsItWasWritten() {
        state().write(directory);
        assertEquals(Optional.of(state()), MeshState.read(directory));
        MeshState.erase(directory);
        assertEquals(Optional.empty(), MeshState.read(directory));
    }

    @Test
    void aStateThatWasCutShortCountsAsNone() throws IOException {
        Files.writeString(directory.resolve("mesh.json"), "{\"launcher\": {\"pi");
        assertEquals(Optional.empty(), MeshState.read(directory));
    }
}
