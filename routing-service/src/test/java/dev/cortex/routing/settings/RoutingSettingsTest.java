package dev.cortex.routing.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.routing.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoutingSettingsTest {
    private final RoutingSettings settings = Settings.defaults();

    @Test
    void theDefaultsAreTheOriginalsAndTheGuides() {
        assertEquals(0.8, settings.choosing().confident());
        assertEquals(0.2, settings.choosing().lead());
        assertEquals(0.3, settings.choosing().worthAsking());
        assertEquals(1_000, settings.cache().entriesMax());
        assertEquals(Duration.ofMinutes(5), settings.cache().keep());
        assertEquals(0.8, settings.cache().confidenceAbove());
        assertEquals(10_000, settings.api().tasksMax());
    }

    @Test
    void replicasConvergeWithinASecondEvenWithoutRedis() {
        assertTrue(settings.log().poll().compareTo(Duration.ofSeconds(1)) <= 0);
    }
}
