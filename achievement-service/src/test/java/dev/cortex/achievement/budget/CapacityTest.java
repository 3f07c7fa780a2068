package dev.cortex.achievement.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.budget.TokenPool.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final Standing GOOD = new Standing("a", 5_000, 5_000, Optional.empty(), Optional.empty());
    private static final Standing SPENT =
            new Standing("b", 5_000, 0, Optional.of(Instant.EPOCH), Optional.of(new Obstacle.Spent(Instant.EPOCH)));
    private static final Standing REFUSED =
            new Standing("c", 5_000, 5_000, Optional.empty(), Optional.of(new Obstacle.Refused()));

    @Test
    void keepsTenThousandUsersAsFreshAsTheirPointsAllow() {
        Capacity capacity = Capacity.of(10_000, List.of(GOOD), 0.1, 0.9, 0.07, 0);
        assertEquals(4_500, capacity.pointsAnHour());
        assertEquals(Duration.ofSeconds(560), capacity.interval().orElseThrow(), "700 of 4,500 points are 9:20");
    }

    @Test
    void isFresherWithMoreTokensAndOlderWithMoreUsers() {
        Duration one = interval(10_000, List.of(GOOD), 0);
        assertEquals(one.dividedBy(2), interval(10_000, List.of(GOOD, SPENT), 0));
        assertEquals(one.multipliedBy(10), interval(100_000, List.of(GOOD), 0));
    }

    @Test
    void countsNoTokenThatIsRefused() {
        assertEquals(interval(10_000, List.of(GOOD), 0), interval(10_000, List.of(GOOD, REFUSED), 0));
        assertEquals(
                Optional.empty(),
                Capacity.of(10, List.of(REFUSED), 0.1, 0.9, 0.07, 0).interval());
        assertEquals(
                Optional.empty(), Capacity.of(10, List.of(), 0.1, 0.9, 0.07, 0).interval());
    }

    @Test
    void isFresherWhereUsersAreQuietButNeverLooksMoreOftenThanItMay() {
        Duration restless = interval(10_000, List.of(GOOD), 0);
        Duration half = interval(10_000, List.of(GOOD), 0.5);
        Duration silent = interval(10_000, List.of(GOOD), 1);
        assertTrue(half.compareTo(restless) < 0 && silent.compareTo(half) < 0);
        double looks = 900 * 0.9 / 60;
        assertTrue(
                silent.toMillis() / 1000.0 * looks + silent.toMillis() / 1000.0 * 4_500 / 3_600 / 0.07 >= 10_000 - 1);
    }

    private static Duration interval(int users, List<Standing> standings, double quiet) {
        return Capacity.of(users, standings, 0.1, 0.9, 0.07, quiet).interval().orElseThrow();
    }
}
