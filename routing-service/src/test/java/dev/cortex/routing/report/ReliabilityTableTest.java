package dev.cortex.routing.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityTableTest {
    @Test
    void tellsHowFarConfidenceAndAccuracyAreApart() {
        ReliabilityTable table = new ReliabilityTable(
                10, List.of(new ReliabilityTable.Sum(9, 30, 28.5, 27, 3), new ReliabilityTable.Sum(4, 10, 4.5, 2, 2)));
        assertEquals(40, table.judged());
        assertEquals((30 * 0.05 + 10 * 0.25) / 40, table.expectedError(), 1e-12);
        assertEquals(0.25, table.largestError(), 1e-12);
        assertEquals(5 / 40.0, table.brier(), 1e-12);
        assertEquals(new Reports.Band(0.9, 1, 30, 0.95, 0.9), table.bands().getFirst());
    }

    @Test
    void saysNothingOfNothing() {
        ReliabilityTable table = new ReliabilityTable(20, List.of());
        assertNull(table.expectedError());
        assertNull(table.largestError());
        assertNull(table.brier());
        assertEquals(List.of(), table.bands());
    }
}
