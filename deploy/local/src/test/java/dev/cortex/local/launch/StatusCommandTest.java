package dev.cortex.local.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.launch.StatusCommand.ComponentStatus;
import dev.cortex.local.launch.StatusCommand.Status;
import dev.cortex.local.launch.screen.Palette;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
    private static Status status(boolean running, int planned, ComponentStatus... components) {
        return new Status(running, "/data", "http://127.0.0.1:5001", 7, planned, List.of(components), List.of());
    }

    private static ComponentStatus component(String name, boolean ready) {
        return new ComponentStatus(name, "running", 5001, 8, 100, 60, ready, name + ".log");
    }

    @Test
    void readyMeansThatEveryPlannedComponentIsReady() {
        assertTrue(status(true, 2, component("redis", true), component("gateway", true))
                .ready());
        assertFalse(status(true, 2, component("redis", true), component("gateway", false))
                .ready());
        assertFalse(status(true, 2, component("redis", true)).ready(), "the gateway still waits for others");
        assertFalse(status(false, 2, component("redis", true), component("gateway", true))
                .ready());
        assertFalse(status(true, 1).ready());
    }

    @Test
    void tellsHowManyHaveStartedWhileTheyStart() {
        String text = StatusCommand.text(status(true, 2, component("redis", true)), Palette.PLAIN);
        assertEquals(
                "Cortex Mesh http://127.0.0.1:5001, pid 7; 1 of 2 components started",
                text.lines().findFirst().orElseThrow());
    }
}
