package dev.cortex.routing.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProportionsTest {
    @Test
    void quantilesAreThoseOfTheTables() {
        assertEquals(-1.959964, Proportions.normalQuantile(0.025), 1e-6);
        assertEquals(1.644854, Proportions.normalQuantile(0.95), 1e-6);
        assertEquals(-3.090232, Proportions.normalQuantile(0.001), 1e-6);
        assertEquals(0, Proportions.normalQuantile(0.5), 1e-9);
    }

    /** Newcombe 1998a, table I: 81 of 263 and 0 of 20. */
    @Test
    void wilsonsIntervalIsThatOfThePaper() {
        close(0.2553, 0.3662, Proportions.wilson(81, 263, 0.05));
        close(0, 0.1611, Proportions.wilson(0, 20, 0.05));
    }

    /** Newcombe 1998b, table II (a): 56 of 70 minus 48 of 80. */
    @Test
    void theDifferencesIntervalIsThatOfThePaper() {
        close(0.0524, 0.3339, Proportions.difference(48, 80, 56, 70, 0.05));
    }

    @Test
    void nothingKnownIsEverythingPossible() {
        close(0, 1, Proportions.wilson(0, 0, 0.05));
        close(-1, 1, Proportions.difference(0, 0, 3, 4, 0.05));
        assertTrue(Proportions.pairedDifference(0, 0, 0, 0.05).low() < 0);
    }

    private static void close(double low, double high, Interval interval) {
        assertEquals(low, interval.low(), 1e-4);
        assertEquals(high, interval.high(), 1e-4);
    }
}
