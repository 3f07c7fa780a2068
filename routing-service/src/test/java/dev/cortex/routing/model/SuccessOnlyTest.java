package dev.cortex.routing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Outcomes that only say whether the expert that was chosen did well, of experts whose definitions say nothing. */
class SuccessOnlyTest {
    private static final int TOPICS = 20;

    @Test
    void everyExpertIsFoundThoughNobodySaysWhoWouldHaveBeenRight() {
        for (int seed = 1; seed <= 3; seed++) {
            Router router = opaque();
            Set<Integer> found = new HashSet<>();
            int late = 0;
            for (int n = 0; n < 3_000; n++) {
                Random random = new Random(seed * 100_000L + n);
                int topic = random.nextInt(TOPICS);
                String text = text(topic, random);
                String chosen = Routers.decide(router, text).expert();
                boolean right = chosen.equals("x" + topic);
                router.learn(new Judgement(Routers.task("", text), chosen, right, 1));
                if (right) {
                    found.add(topic);
                }
                late += right && n >= 2_000 ? 1 : 0;
            }
            assertEquals(TOPICS, found.size(), "seed " + seed);
            assertTrue(late >= 900, "right of the last 1,000: " + late + ", seed " + seed);
        }
    }

    @Test
    void whoIsTriedIsToldAsTried() {
        Router router = opaque();
        router.learn(new Judgement(Routers.task("", "paint the wall"), "x0", true, 1));
        router.learn(new Judgement(Routers.task("", "count the stars"), "x0", false, 1));
        Decision tried = Routers.decide(router, "count all the other stars");
        assertNotEquals("x0", tried.expert());
        assertTrue(tried.explanation().endsWith("tried, as it was never right so far"), tried.explanation());
        assertFalse(Routers.decide(router, "paint the wall").explanation().contains("tried"));
    }

    @Test
    void whoeverIsToldWhoWasRightTriesNobody() {
        Router router = opaque();
        for (int n = 0; n < 50; n++) {
            router.learn(new Judgement(Routers.task("", text(0, new Random(n))), "x0", true, 1));
        }
        assertEquals("x0", Routers.decide(router, "a word that was never heard").expert());
    }

    @Test
    void aRetiredExpertIsNotTried() {
        Router router = opaque();
        IntStream.range(2, TOPICS).forEach(topic -> router.retire("x" + topic));
        for (int n = 0; n < 40; n++) {
            String text = text(n % TOPICS, new Random(n));
            String chosen = Routers.decide(router, text).expert();
            assertTrue(Set.of("x0", "x1").contains(chosen), chosen);
            router.learn(new Judgement(Routers.task("", text), chosen, false, 1));
        }
    }

    @Test
    void theCoordinatorGetsWhatNobodyIsLikelyForAndNobodyIsTried() {
        Router router = opaque();
        router.put(Routers.expert("coordinator", ""));
        router.learn(new Judgement(Routers.task("", "words about nothing"), "x1", false, 1));
        Decision decision = Routers.decide(router, "something else");
        assertEquals("coordinator", decision.expert());
        assertEquals(Strategy.SINGLE_EXPERT_LOW_CONFIDENCE, decision.strategy());
    }

    @Test
    void aFailureIsRemembered() {
        Router router = opaque();
        Set<String> tried = new HashSet<>();
        for (int n = 0; n < TOPICS - 1; n++) {
            String chosen = Routers.decide(router, "the same words again").expert();
            assertTrue(tried.add(chosen), chosen + " failed before");
            router.learn(new Judgement(Routers.task("", "the same words again"), chosen, false, 1));
        }
    }

    private static Router opaque() {
        return Routers.of(
                IntStream.range(0, TOPICS).mapToObj(topic -> "x" + topic).toArray(String[]::new));
    }

    private static String text(int topic, Random random) {
        StringBuilder text = new StringBuilder("please");
        for (int word = 0; word < 4; word++) {
            text.append(" topic").append(topic).append("word").append(random.nextInt(8));
            text.append(" any").append(random.nextInt(40));
        }
        return text.toString();
    }
}
