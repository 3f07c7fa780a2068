package dev.cortex.achievement.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration MAX = Duration.ofHours(1);

    @Test
    void waitsTwiceAsLongEachTimeUpToABound() {
        assertEquals(Optional.of(Duration.ofSeconds(5)), Repeats.pause(1, 12, FIRST, MAX, 1));
        assertEquals(Optional.of(Duration.ofSeconds(10)), Repeats.pause(2, 12, FIRST, MAX, 1));
        assertEquals(Optional.of(Duration.ofSeconds(2_560)), Repeats.pause(10, 12, FIRST, MAX, 1));
        assertEquals(Optional.of(MAX), Repeats.pause(11, 12, FIRST, MAX, 1));
        assertEquals(Optional.of(MAX), Repeats.pause(29, 30, FIRST, MAX, 1));
    }

    @Test
    void isSpreadByHalf() {
        assertEquals(Optional.of(Duration.ofMillis(2_500)), Repeats.pause(1, 12, FIRST, MAX, 0));
        assertEquals(Optional.of(Duration.ofMillis(3_750)), Repeats.pause(1, 12, FIRST, MAX, 0.5));
    }

    @Test
    void endsAfterTheLastAttempt() {
        assertEquals(Optional.empty(), Repeats.pause(12, 12, FIRST, MAX, 1));
    }
}
