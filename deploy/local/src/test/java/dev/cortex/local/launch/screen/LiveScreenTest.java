package dev.cortex.local.launch.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveScreenTest {
    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(drawn, true, StandardCharsets.UTF_8);

    private List<String> lines() {
        return drawn.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void leavesOneLinePerComponentWhenItCloses() {
        LiveScreen screen = new LiveScreen(out, Palette.PLAIN, List.of("redis", "gateway"), () -> 0);
        screen.starting("redis");
        screen.ready("redis", 6379, Duration.ofMillis(320));
        screen.failed("gateway");
        screen.close();
        assertEquals(2, lines().size());
        assertTrue(lines().getFirst().matches("  ✓ redis +:6379 +0\\.3 s.*"), lines().getFirst());
        assertTrue(lines().getLast().matches("  ✗ gateway +failed.*"), lines().getLast());
    }

    @Test
    void drawsNothingAfterItClosed() {
        LiveScreen screen = new LiveScreen(out, Palette.PLAIN, List.of("redis"), () -> 0).begin();
        screen.close();
        int written = drawn.size();
        screen.close();
        assertEquals(written, drawn.size());
    }

    @Test
    void withoutATerminalTellsEachComponentOnce() {
        try (Screen screen = new LineScreen(out, Palette.PLAIN)) {
            screen.starting("redis");
            screen.ready("redis", 6379, Duration.ofMillis(80));
        }
        assertEquals(1, lines().size());
    }
}
