package dev.cortex.routing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.routing.experts.Expert;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final List<String> SIX =
            List.of("coordinator", "development", "security", "inventory", "cicd", "achievement");

    @Test
    void everyBuiltInExpertIsReachableByItsTypes() {
        Router router = Routers.builtIn();
        for (Expert expert : router.experts()) {
            for (String type : expert.typePrefixes()) {
                Decision decision = Routers.decide(router, type, "do what has to be done");
                assertEquals(expert.id(), decision.expert(), type);
                assertTrue(decision.confidence() >= 0.95, type + " " + decision.confidence());
            }
        }
        assertEquals(6, router.experts().size());
    }

    @Test
    void probabilitiesAreProbabilities() {
        Router router = Routers.builtIn();
        for (String text : List.of("", "deploy", "scan and deploy the docs", "what achievement is next")) {
            Decision decision = Routers.decide(router, text);
            double sum = decision.scores().values().stream().mapToDouble(p -> p).sum();
            assertEquals(1, sum, 1e-9, text);
        }
    }

    @Test
    void whatSaysNothingGoesToTheCoordinatorWithLowConfidence() {
        Decision decision = Routers.decide(Routers.builtIn(), "lorem ipsum dolor");
        assertEquals("coordinator", decision.expert());
        assertEquals(Strategy.SINGLE_EXPERT_LOW_CONFIDENCE, decision.strategy());
        assertEquals(1.0 / 6, decision.confidence(), 1e-9);
    }

    @Test
    void oneOutcomeRaisesTheConfidenceThoughTheWordsWereRightAlready() {
        for (String sentence : List.of(
                "refresh octocat",
                "scan the dependencies for known vulnerabilities",
                "deploy the release to staging and run the smoke tests")) {
            Router router = Routers.builtIn();
            Decision before = Routers.decide(router, sentence);
            learn(router, sentence, before.expert(), true, 1);
            Decision after = Routers.decide(router, sentence);
            assertEquals(before.expert(), after.expert());
            assertTrue(before.confidence() < 0.99, "room to grow: " + before.confidence());
            assertTrue(
                    after.confidence() > before.confidence() + 0.005, before.confidence() + " " + after.confidence());
        }
    }

    @Test
    void oneCorrectionOverrulesTheWords() {
        Router router = Routers.builtIn();
        learn(router, "deploy the release to staging", "inventory", true, 1);
        assertEquals(
                "inventory",
                Routers.decide(router, "deploy the release to staging").expert());
        assertEquals(
                "security",
                Routers.decide(router, "rotate the leaked credentials").expert());
    }

    @Test
    void aFailureLowersConfidenceALittle() {
        Router router = Routers.builtIn();
        double before = Routers.decide(router, "refresh octocat").confidence();
        learn(router, "refresh octocat", "achievement", false, 0.2);
        double after = Routers.decide(router, "refresh octocat").confidence();
        assertTrue(after < before && after > before / 2, before + " " + after);
    }

    @Test
    void theSameLogMakesTheSameModel() {
        assertEquals(played(7).state(), played(7).state());
        assertNotEquals(played(7).state().weightsHash(), played(8).state().weightsHash());
    }

    @Test
    void whatIsCertainTeachesNothingAndKeepsTheEpoch() {
        Router router = Routers.builtIn();
        repeat(router, 500);
        long lessons = router.state().lessons();
        long epoch = router.epoch();
        repeat(router, 500);
        assertEquals(lessons, router.state().lessons());
        assertTrue(router.epoch() - epoch <= 5, "only calibration may still move: " + (router.epoch() - epoch));
    }

    private static void repeat(Router router, int times) {
        for (int n = 0; n < times; n++) {
            learn(router, "refresh octocat", "achievement", true, 1);
        }
    }

    @Test
    void aNewExpertWorksBeforeItHasSeenAnOutcome() {
        Router router = played(3);
        router.put(new Expert(
                "legal", "Reviews contracts", List.of(), List.of("contract", "lawsuit"), List.of(), List.of(), 0));
        assertEquals(
                "legal",
                Routers.decide(router, "review the contract before the lawsuit").expert());
    }

    @Test
    void aRetiredExpertGetsNothing() {
        Router router = Routers.builtIn();
        learn(router, "polish the lenses", "cicd", true, 1);
        router.retire("cicd");
        assertNotEquals("cicd", Routers.decide(router, "polish the lenses").expert());
        assertEquals(5, Routers.decide(router, "polish the lenses").scores().size());
    }

    @Test
    void amongThousandsAKeywordIsStillFound() {
        Router router = Routers.of();
        for (int n = 0; n < 5_000; n++) {
            router.put(new Expert("e" + n, "", List.of(), List.of("word" + n), List.of(), List.of(), 0));
        }
        Decision decision = Routers.decide(router, "please do word4711 now");
        assertEquals("e4711", decision.expert());
        assertTrue(decision.confidence() > 0.5, "" + decision.confidence());
        assertTrue(decision.scores().size() >= 5);
    }

    @Test
    void whenTheAnswersChangePlacesItFollowsSoon() {
        Router router = Routers.of("a", "b", "c", "d");
        List<String> names = List.of("a", "b", "c", "d");
        for (int n = 0; n < 800; n++) {
            learn(router, "topic" + n % 40 + " and some words", names.get(n % 40 % 4), true, 1);
        }
        assertEquals(0, router.driftAlarms());
        int wrong = 0;
        for (int n = 0; n < 400; n++) {
            String text = "topic" + n % 40 + " and some words";
            String now = names.get((n % 40 + 1) % 4);
            wrong += n >= 200 && !Routers.decide(router, text).expert().equals(now) ? 1 : 0;
            learn(router, text, now, true, 1);
        }
        assertEquals(1, router.driftAlarms());
        assertTrue(wrong <= 5, "wrong after 200: " + wrong);
    }

    @Test
    void neverNotANumberWhateverItIsTold() {
        for (long seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            Router router = Routers.builtIn();
            for (int n = 0; n < 400; n++) {
                String expert = SIX.get(random.nextInt(6));
                learn(router, text(random), expert, random.nextBoolean(), random.nextInt(3) / 2.0);
                Decision decision = Routers.decide(router, text(random));
                assertTrue(decision.confidence() >= 0 && decision.confidence() <= 1, "seed " + seed + " round " + n);
            }
            assertTrue(Double.isFinite(router.state().temperature()), "seed " + seed);
        }
    }

    private static Router played(long seed) {
        Router router = Routers.builtIn();
        Random random = new Random(seed);
        for (int n = 0; n < 300; n++) {
            learn(router, text(random), SIX.get(random.nextInt(6)), random.nextInt(4) > 0, 1);
        }
        return router;
    }

    private static void learn(Router router, String text, String expert, boolean right, double strength) {
        router.learn(new Judgement(Routers.task("", text), expert, right, strength));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int words = random.nextInt(9);
        for (int n = 0; n < words; n++) {
            text.append((char) ('a' + random.nextInt(12)))
                    .append((char) ('a' + random.nextInt(3)))
                    .append(' ');
        }
        return text.toString();
    }
}
