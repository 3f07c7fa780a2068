package dev.cortex.routing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.learner.Limits;
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

    /** What is like nothing that anybody ever did is nobody's: the probabilities leave room for that. */
    @Test
    void confidenceTellsTheUnknownFromTheKnown() {
        Router router = Routers.of("cook", "drive", "sing");
        Random random = new Random(5);
        for (int n = 0; n < 1_500; n++) {
            String expert = List.of("cook", "drive", "sing").get(n % 3);
            learn(router, "please " + topic(expert, random) + " and " + topic(expert, random), expert, true, 1);
        }
        Decision known = Routers.decide(router, "please " + topic("drive", random));
        Decision unknown = Routers.decide(router, "the weather on mars");
        assertEquals("drive", known.expert());
        assertTrue(known.confidence() > 0.9, known.scores().toString());
        assertTrue(unknown.confidence() < 0.5, unknown.scores().toString());
        assertEquals(unknown.confidence(), unknown.scores().values().iterator().next());
        assertTrue(unknown.scores().values().stream().mapToDouble(p -> p).sum() <= 1 + 1e-9);
    }

    private static String topic(String expert, Random random) {
        return expert + random.nextInt(20) + " " + expert + random.nextInt(20);
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

    /** Half-way written down and read back, with a change of the world behind it and another before it. */
    @Test
    void aModelReadBackGoesOnAsIfNothingHadHappened() {
        Router router = Routers.builtIn();
        Router copy = router;
        for (int n = 0; n < 1_600; n++) {
            int turn = n < 500 || n >= 1_200 ? 0 : 1;
            if (n == 800) {
                Tape tape = new Tape();
                router.write(tape);
                copy = Router.read(tape, Thresholds.DEFAULT, Limits.DEFAULT);
                assertEquals(router.state(), copy.state());
            }
            String text = "topic" + n % 40 + " " + text(new Random(n));
            String expert = SIX.get((n % 40 + turn) % 6);
            learn(router, text, expert, true, 1);
            if (copy != router) {
                learn(copy, text, expert, true, 1);
                assertEquals(Routers.decide(router, text), Routers.decide(copy, text));
            }
        }
        assertTrue(router.driftAlarms() >= 2, "alarms: " + router.driftAlarms());
        assertEquals(router.state(), copy.state());
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

    /** A type is a statement: what was learned about texts does not make it less certain. */
    @Test
    void aTypeIsCertainWhateverWasLearned() {
        Router router = played(9);
        Decision decision = Routers.decide(router, "security-scan", "the weather on mars");
        assertEquals("security", decision.expert());
        assertTrue(decision.confidence() >= 0.95, decision.scores().toString());
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
                learn(router, hostile(random), expert, random.nextBoolean(), random.nextInt(3) / 2.0);
                Decision decision = Routers.decide(router, hostile(random));
                double sum = 0;
                for (double probability : decision.scores().values()) {
                    assertTrue(probability >= 0 && probability <= 1, "seed " + seed + " round " + n);
                    sum += probability;
                }
                assertTrue(sum <= 1 + 1e-9, "seed " + seed + " round " + n + ": " + sum);
                assertTrue(decision.confidence() >= 0 && decision.confidence() <= 1, "seed " + seed + " round " + n);
            }
            assertTrue(Double.isFinite(router.state().temperature()), "seed " + seed);
        }
    }

    /** A full model drops what it met once and never again; what is met again and again it keeps. */
    @Test
    void whatIsNewIsLearnedThoughTheModelIsFull() {
        Router router = new Router(Thresholds.DEFAULT, new Limits(2_000, 6_000, 64), 0);
        List.of("a", "b", "c").forEach(id -> router.put(Routers.expert(id, "")));
        Random random = new Random(11);
        for (int n = 0; n < 600; n++) {
            learn(router, "common ground " + text(random), "a", true, 1);
            learn(router, "another thing " + text(random), "b", true, 1);
        }
        assertTrue(router.state().features() <= 2_000 && router.state().cells() <= 6_000);
        for (int n = 0; n < 3; n++) {
            learn(router, "zebra quilt", "c", true, 1);
        }
        assertEquals("c", Routers.decide(router, "zebra quilt").expert());
        assertEquals("a", Routers.decide(router, "common ground").expert());
        assertEquals("b", Routers.decide(router, "another thing").expert());
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

    /** A few words, nothing, any characters at all, or 1 MB. */
    private static String hostile(Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> "";
            case 1 ->
                random.ints(60, 0, 0x10000)
                        .collect(StringBuilder::new, (all, c) -> all.append((char) c), StringBuilder::append)
                        .toString();
            case 2 -> random.nextInt(20) == 0 ? text(random).concat("x ").repeat(50_000) : " \t\n";
            default -> text(random);
        };
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
