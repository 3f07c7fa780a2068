package dev.cortex.achievement.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.TestingClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryTokenPoolTest extends TokenPoolContract {
    @Override
    TokenPool pool(List<String> purses) {
        return new MemoryTokenPool(purses, RULES, 1, clock, () -> 0.5);
    }

    @Test
    void usesItsShareOfWhatWasHeardWhenItIsAlone() {
        MemoryTokenPool half = new MemoryTokenPool(List.of("a"), RULES, 0.5, clock, () -> 0.5);
        assertEquals(2_500, done(half.standings(Resource.GRAPHQL)).getFirst().left());
        Lease shared = new Lease("of all", "a", Resource.GRAPHQL, 1, 0, true);
        half.heard(shared, taken(1_000, TestingClock.NOON.plusSeconds(3600)));
        assertEquals(500, done(half.standings(Resource.GRAPHQL)).getFirst().left());
        for (int i = 0; i < 4; i++) {
            granted(half, Urgency.PERSON, 1);
        }
        assertEquals(new Obstacle.Crowded(), denied(half, Urgency.PERSON, 1));
    }

    @Test
    void neverExceedsWhatGitHubGivesWhateverTheOrder() {
        for (int round = 0; round < 300; round++) {
            long seed = System.nanoTime() + round;
            assertNeverExceeded(new Random(seed), "seed " + seed);
        }
    }

    /** Replicas send and hear at random times; GitHub charges in the middle; somebody else may spend the points too. */
    private void assertNeverExceeded(Random random, String seed) {
        TestingClock time = new TestingClock();
        PoolRules rules = new PoolRules(0.1, 1, 90, 67, java.time.Duration.ofSeconds(30));
        MemoryTokenPool shared = new MemoryTokenPool(List.of("a"), rules, 1, time, random::nextDouble);
        int limit = 50 + random.nextInt(300);
        List<Lease> sent = new ArrayList<>();
        List<Runnable> answers = new ArrayList<>();
        int[] left = {limit};
        java.time.Instant reset = time.instant().plusSeconds(3600);
        Lease first = granted(shared, Urgency.PERSON, 1);
        left[0] -= 1;
        done(shared.settle(first, told(limit, left[0], reset)));
        for (int step = 0; step < 1_000; step++) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    Ask ask = Ask.of(
                            Resource.GRAPHQL,
                            1 + random.nextInt(8),
                            random.nextBoolean() ? Urgency.PERSON : Urgency.BACKGROUND);
                    if (done(shared.take(ask)) instanceof Grant.Granted(Lease lease)) {
                        sent.add(lease);
                    }
                }
                case 1 -> {
                    if (!sent.isEmpty()) {
                        Lease lease = sent.remove(random.nextInt(sent.size()));
                        left[0] -= lease.points();
                        assertTrue(left[0] >= 0, seed + ": exceeded by " + -left[0]);
                        Verdict verdict = random.nextInt(10) == 0
                                ? new Verdict.Taken(Optional.empty(), Optional.empty())
                                : told(limit, left[0], reset);
                        answers.add(() -> done(shared.settle(lease, verdict)));
                    }
                }
                default -> {
                    if (!answers.isEmpty()) {
                        answers.remove(random.nextInt(answers.size())).run();
                    }
                }
            }
        }
        assertTrue(left[0] < limit / 2, seed + ": points are not left either: " + left[0] + " of " + limit);
    }

    private static Verdict told(int limit, int remaining, java.time.Instant reset) {
        return new Verdict.Taken(Optional.empty(), Optional.of(new Budget(limit, remaining, reset)));
    }
}
