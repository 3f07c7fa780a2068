package dev.cortex.local.github.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.500Z");

    @Test
    void theLastRequestMayCostMoreThanIsLeft() {
        Budget budget = new Budget(10);
        assertTrue(budget.charge(8, NOON));
        assertTrue(budget.charge(8, NOON));
        assertFalse(budget.charge(1, NOON));
        assertEquals(0, budget.state(NOON).remaining());
    }

    @Test
    void theWindowStartsWithItsFirstRequestAndEndsAtTheAnnouncedSecond() {
        Budget budget = new Budget(1);
        assertTrue(budget.charge(1, NOON));
        Instant reset = budget.state(NOON).resetAt();
        assertEquals(Instant.parse("2026-01-01T13:00:00Z"), reset);
        assertFalse(budget.charge(1, reset.minusMillis(1)));
        assertTrue(budget.charge(1, reset));
    }

    @Test
    void aMinuteForgetsSecondBySecond() {
        MinuteWindow window = new MinuteWindow();
        assertEquals(Duration.ZERO, window.spend(6, 10, NOON));
        assertEquals(Duration.ZERO, window.spend(4, 10, NOON.plusSeconds(30)));
        Duration wait = window.spend(1, 10, NOON.plusSeconds(31));
        assertTrue(wait.isPositive());
        Instant later = NOON.plusSeconds(31).plus(wait);
        assertEquals(Duration.ZERO, window.spend(6, 10, later));
        assertTrue(window.spend(1, 10, later).isPositive());
    }

    @Test
    void whoWasLetInMakesRoomByLeaving() {
        SecondaryLimits limits = new SecondaryLimits(new Limits(10, 10, 1, 100, 100));
        assertTrue(limits.enter(Resource.GRAPHQL, 1, NOON).isEmpty());
        assertTrue(limits.enter(Resource.REST, 1, NOON).isPresent());
        limits.leave();
        assertTrue(limits.enter(Resource.REST, 1, NOON).isEmpty());
    }
}
