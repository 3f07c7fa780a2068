package dev.cortex.achievement.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Look;
import dev.cortex.achievement.progress.ProgressStore.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundsTest {
    @Test
    void putsSoManyIntoARound() {
        List<Seen> seen = List.of(seen("a", "a"), seen("b", "b"), seen("c", "c"));
        assertEquals(List.of(List.of(0, 1), List.of(2)), Rounds.of(seen, 2));
        assertEquals(List.of(), Rounds.of(List.of(), 2));
    }

    @Test
    void putsNobodyTwiceIntoARoundAndKeepsTheirOrder() {
        List<Seen> seen = List.of(seen("a", "a"), seen("a", "b"), seen("c", "B"), seen("d", "d"), seen("a", "a"));
        assertEquals(List.of(List.of(0, 3), List.of(1), List.of(2, 4)), Rounds.of(seen, 9));
    }

    private static Seen seen(String node, String login) {
        Facts facts = new Facts(node, login, Optional.empty(), Optional.empty(), Map.of());
        return new Seen(facts, Look.at(Instant.EPOCH));
    }
}
