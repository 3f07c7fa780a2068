package dev.cortex.local.github.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DateRangeTest {
    private static boolean has(String range, String at) {
        return DateRange.parse(range).test(Instant.parse(at));
    }

    private static void bounds(String range, String in, String out) {
        assertEquals("true false", has(range, in) + " " + has(range, out), range);
    }

    @Test
    void daysReachToTheirEnd() {
        bounds("2024-05-01", "2024-05-01T23:59:59Z", "2024-05-02T00:00:00Z");
        bounds("<=2024-05-01", "2024-05-01T23:59:59Z", "2024-05-02T00:00:00Z");
        bounds(">2024-05-01", "2024-05-02T00:00:00Z", "2024-05-01T23:59:59Z");
        bounds("2024-05-01..2024-05-31", "2024-05-31T12:00:00Z", "2024-04-30T23:59:59Z");
    }

    @Test
    void openEndsAndTimes() {
        bounds("*..2024-05-01", "1990-01-01T00:00:00Z", "2024-05-02T00:00:00Z");
        bounds("2024-05-01..*", "2040-01-01T00:00:00Z", "2024-04-30T00:00:00Z");
        bounds(">=2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z", "2024-05-01T09:59:59Z");
        bounds("<2024-05-01T12:00:00+02:00", "2024-05-01T09:59:59Z", "2024-05-01T10:00:00Z");
    }

    @Test
    void whatNeverHappenedIsInNoRange() {
        assertEquals(false, DateRange.parse("2000-01-01..*").test(Instant.MAX));
        assertEquals(false, DateRange.parse(">2000-01-01").test(Instant.MAX));
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(FieldError.class, () -> DateRange.parse("yesterday"));
    }
}
