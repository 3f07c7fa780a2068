package dev.cortex.achievement.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortionsTest {
    private final Portions portions = new Portions(7, 302, 100);

    @Test
    void asksForAHundredUsersOfSevenConnectionsAtExactlySevenPoints() {
        assertEquals(7, portions.points(100));
        assertEquals(List.of(100, 100, 100), portions.cut(300, 100));
    }

    @Test
    void costsTenThousandUsersTheMinimum() {
        List<Integer> sizes = portions.cut(10_000, 100);
        assertEquals(100, sizes.size());
        assertEquals(700, sizes.stream().mapToInt(portions::points).sum());
    }

    @Test
    void takesTheNextSizeBelowThatIsNotLostToRounding() {
        assertEquals(
                List.of(14, 14, 28, 42, 42, 57, 71, 85, 100),
                IntStream.of(14, 20, 28, 42, 50, 57, 71, 90, 100)
                        .mapToObj(portions::best)
                        .toList());
        assertEquals(List.of(42, 42, 42, 24), portions.cut(150, 50), "after a halving");
    }

    @Test
    void asksForTheRestByOneRequest() {
        assertEquals(List.of(100, 50), portions.cut(150, 100));
        assertEquals(List.of(1), portions.cut(1, 100));
        assertEquals(List.of(), portions.cut(0, 100));
    }

    @Test
    void neverAsksForMoreNodesThanGitHubGives() {
        assertEquals(16, new Portions(7, 30_000, 100).usersMax());
    }

    @Test
    void asksForOneWhereOneAlreadyCostsAPointAndMore() {
        Portions wide = new Portions(88, 400, 100);
        assertEquals(1, wide.points(1));
        assertTrue(wide.best(100) <= 100);
    }

    @Test
    void staysWithinFivePercentOfTheRuleForManyUsersAtEverySize() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Portions any = new Portions(1 + random.nextInt(60), 302, 100);
            int cap = 1 + random.nextInt(100);
            int users = 1 + random.nextInt(20_000);
            List<Integer> sizes = any.cut(users, cap);
            assertEquals(users, sizes.stream().mapToInt(Integer::intValue).sum(), "seed " + seed);
            assertTrue(sizes.stream().allMatch(size -> size >= 1 && size <= cap), "seed " + seed);
            int best = any.best(cap);
            double each = any.points(best) / (double) best;
            double points = sizes.stream().mapToInt(any::points).sum();
            assertTrue(points <= users * each + any.points(cap), "seed " + seed + ": only the rest is rounded");
            for (int smaller = 1; smaller <= cap; smaller++) {
                double other = any.points(smaller) / (double) smaller;
                assertTrue(each <= Math.max(other, 1.05 * any.pointsAUser()) + 1e-9, "seed " + seed);
            }
        }
    }
}
