package dev.cortex.routing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Everybody's work becomes their neighbour's, after so long that a lot speaks for how things were. */
class ChangedWorldTest {
    private static final int EXPERTS = 60;
    private static final int BEFORE = 4_500;
    private static final int SETTLING = 400;
    private static final int AFTER = 400;

    private final Router router = Routers.of(
            IntStream.range(0, EXPERTS).mapToObj(ChangedWorldTest::name).toArray(String[]::new));
    private final Random random = new Random(17);

    @Test
    void whatManyExamplesTaughtIsOverruledByFew() {
        double before = accuracy(BEFORE, 0);
        assertEquals(0, router.driftAlarms());
        accuracy(SETTLING, 1);
        assertEquals(1, router.driftAlarms());
        double after = accuracy(AFTER, 1);
        assertTrue(after > before - 0.03, "right before: " + before + ", " + SETTLING + " examples after: " + after);
    }

    /** The share of {@code count} examples that is right before it is learned. */
    private double accuracy(int count, int turn) {
        int hits = 0;
        for (int n = 0; n < count; n++) {
            int topic = random.nextInt(EXPERTS);
            String text = text(topic);
            String expert = name((topic + turn) % EXPERTS);
            hits += Routers.decide(router, text).expert().equals(expert) ? 1 : 0;
            router.learn(new Judgement(Routers.task("", text), expert, true, 1));
        }
        return hits / (double) count;
    }

    private static String name(int number) {
        return "expert" + number;
    }

    /** Some words of the topic among some that all have in common. */
    private String text(int topic) {
        return "please %s for the %s and %s of %s".formatted(common(), word(topic), word(topic), common());
    }

    private String common() {
        return "common" + (char) ('a' + random.nextInt(20));
    }

    private String word(int topic) {
        return Integer.toString(topic * 20 + random.nextInt(20) + 46_656, 36);
    }
}
