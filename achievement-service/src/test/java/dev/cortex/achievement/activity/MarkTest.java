package dev.cortex.achievement.activity;

import static dev.cortex.achievement.activity.Activity.Sign.ACTIVE;
import static dev.cortex.achievement.activity.Activity.Sign.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkTest {
    private static final Instant FETCHED = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration MARGIN = Duration.ofMinutes(1);

    @Test
    void isQuietWhereAllEventsWereThereToBeCounted() {
        assertEquals(QUIET, sign(FETCHED.minusSeconds(61)));
        assertEquals(ACTIVE, sign(FETCHED.minusSeconds(60)), "too shortly before to be counted for sure");
        assertEquals(ACTIVE, sign(FETCHED.plusSeconds(1)));
    }

    @Test
    void isQuietWhereThereIsNoEvent() {
        assertEquals(QUIET, new Mark("\"a\"", Optional.empty()).since(FETCHED, MARGIN));
    }

    private static Activity.Sign sign(Instant newest) {
        return new Mark("\"a\"", Optional.of(newest)).since(FETCHED, MARGIN);
    }
}
