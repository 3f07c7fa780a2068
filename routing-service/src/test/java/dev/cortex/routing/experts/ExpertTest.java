package dev.cortex.routing.experts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpertTest {
    private static Expert named(String id) {
        return new Expert(id, "does things", List.of(), List.of(), List.of(), List.of(), 0);
    }

    @Test
    void idsNameStreams() {
        assertEquals("data-science.v2", named("data-science.v2").id());
        for (String bad : List.of("", "Upper", "with space", "-leading", "a".repeat(65), "cortex:tasks", "ümlaut")) {
            assertThrows(IllegalArgumentException.class, () -> named(bad), bad);
        }
    }

    @Test
    void theIntakesStreamIsNoExperts() {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> named("submitted"));
        assertTrue(refusal.getMessage().contains("intake"), refusal.getMessage());
    }
}
