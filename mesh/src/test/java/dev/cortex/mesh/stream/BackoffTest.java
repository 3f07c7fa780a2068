package dev.cortex.mesh.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(20, 2_000);

    @ParameterizedTest
    @CsvSource({"1,20", "2,39", "3,79", "4,159", "7,1279", "8,1999", "9,1999", "1000000,1999"})
    void theCeilingDoublesUpToTheMaximum(int attempt, long millis) {
        assertEquals(millis, BACKOFF.millis(attempt, 0.99999));
    }

    @Test
    void chanceSpreadsDownToTheFirst() {
        assertEquals(20, BACKOFF.millis(10, 0));
        assertEquals(1_000, BACKOFF.millis(10, 0.5));
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Backoff(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(2, 1));
    }
}
