package dev.cortex.local.launch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastLineTest {
    @Test
    void prefersTheErrorToWhatFollowsIt() {
        assertEquals(
                Optional.of("Caused by: java.net.ConnectException: refused"),
                LastLine.pick(List.of(
                        "INFO starting",
                        "ERROR failed to start",
                        "Caused by: java.net.ConnectException: refused",
                        "\tat dev.cortex.Main.main(Main.java:1)",
                        "\t... 12 more",
                        "INFO stopped in 0.1 s")));
    }

    @Test
    void takesTheLastLineWhereNothingLooksLikeAnError() {
        assertEquals(Optional.of("good bye"), LastLine.pick(List.of("hello", "good bye", "  ")));
        assertEquals(Optional.empty(), LastLine.pick(List.of("", " ")));
    }

    @Test
    void aMissingLogSaysNothing() {
        assertEquals(Optional.empty(), LastLine.of(Path.of("/nonexistent/mesh.log")));
    }
}
