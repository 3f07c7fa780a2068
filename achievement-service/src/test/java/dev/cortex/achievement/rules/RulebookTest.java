package dev.cortex.achievement.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.progress.RulebookFile;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulebookTest {
    private static final Rulebook RULEBOOK = RulebookFile.load();

    @ParameterizedTest
    @CsvSource({
        "pull_shark, 2 16 128 1024",
        "pair_extraordinaire, 1 10 24 48",
        "galaxy_brain, 2 8 16 32",
        "starstruck, 16 128 512 4096",
        "quickdraw, 1",
        "yolo, 1",
        "public_sponsor, 1"
    })
    void hasTheTiersOfEveryAchievementThatCanBeEarned(String id, String requirements) {
        Rule rule = RULEBOOK.rule(id).orElseThrow();
        assertEquals(Rule.Status.EARNABLE, rule.status());
        assertEquals(
                List.of(requirements.split(" ")),
                rule.tiers().stream()
                        .map(tier -> String.valueOf(tier.requirement()))
                        .toList());
        assertEquals(
                List.of("base", "x2", "x3", "x4").subList(0, rule.tiers().size()),
                rule.tiers().stream().map(Tier::label).toList());
    }

    @Test
    void knowsElevenOfWhichSevenCanBeEarned() {
        assertEquals(11, RULEBOOK.achievements().size());
        assertEquals(7, of(Rule.Status.EARNABLE));
        assertEquals(2, of(Rule.Status.TESTING));
        assertEquals(2, of(Rule.Status.CLOSED));
    }

    /** The original reversed its tiers in place: every second answer was wrong. */
    @ParameterizedTest
    @CsvSource({"0,", "1,", "2,base", "15,base", "16,x2", "127,x2", "128,x3", "1023,x3", "1024,x4", "99999,x4"})
    void givesTheSameTierHoweverOftenItIsAsked(long count, String label) {
        for (int time = 0; time < 3; time++) {
            Standing standing = standing("pull_shark", Count.exactly(count));
            assertEquals(Optional.ofNullable(label), standing.tier().map(Tier::label));
        }
    }

    /** The original measured from the lowest tier: with 16 of 128 it said 12.5 %. */
    @Test
    void measuresFromTheTierThatIsReached() {
        assertEquals(0, standing("pull_shark", Count.exactly(16)).step().percentage());
        assertEquals(50, standing("pull_shark", Count.exactly(72)).step().percentage());
        assertEquals(50, standing("pull_shark", Count.exactly(1)).step().percentage());
    }

    /** The original said unlocked as soon as anything was counted. */
    @Test
    void isUnlockedOnlyFromTheBaseTier() {
        assertFalse(standing("pull_shark", Count.exactly(1)).unlocked());
        assertTrue(standing("pull_shark", Count.exactly(2)).unlocked());
        assertFalse(standing("starstruck", Count.exactly(15)).unlocked());
    }

    @Test
    void doesNotUnlockWhatGitHubOnlyTests() {
        Standing standing = standing("open_sourcerer", Count.exactly(9));
        assertEquals(Optional.of("x2"), standing.tier().map(Tier::label));
        assertFalse(standing.unlocked());
    }

    @Test
    void saysWhatIsProvenAndWhatIsPossible() {
        Standing standing = standing("galaxy_brain", Count.between(1, 9));
        assertFalse(standing.unlocked());
        assertEquals(Optional.of("x2"), standing.possibleTier().map(Tier::label));
        assertEquals(1, standing.step().needed());
    }

    @Test
    void isCompletedAtTheHighestTier() {
        Step step = standing("pull_shark", Count.exactly(1024)).step();
        assertTrue(step.completed());
        assertEquals(100, step.percentage());
        assertEquals(0, step.needed());
        assertEquals(Optional.empty(), step.nextTier());
    }

    @Test
    void doesNotTakeTheUnknownForZero() {
        Standing standing = Standing.of(RULEBOOK.rule("arctic_code_vault").orElseThrow(), Optional.empty());
        assertEquals(Optional.empty(), standing.count());
        assertFalse(standing.unlocked());
    }

    @Test
    void risesWithTheCount() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            Rule rule = RULEBOOK.achievements()
                    .get(random.nextInt(RULEBOOK.achievements().size()));
            long less = random.nextLong(6_000);
            long more = less + random.nextLong(3_000);
            Standing low = Standing.of(rule, Optional.of(Count.exactly(less)));
            Standing high = Standing.of(rule, Optional.of(Count.exactly(more)));
            String about = "seed " + seed + ": " + rule.id() + " " + less + " " + more;
            assertTrue(reached(high) >= reached(low), about);
            assertTrue(low.step().percentage() >= 0 && low.step().percentage() <= 100, about);
            assertTrue(
                    low.step().completed() == (low.step().needed() == 0)
                            || rule.tiers().isEmpty(),
                    about);
            if (reached(high) == reached(low)) {
                assertTrue(high.step().percentage() >= low.step().percentage(), about);
            }
        }
    }

    @Test
    void refusesTiersThatDoNotRise() {
        List<Tier> falling = List.of(new Tier("base", "base", 5), new Tier("x2", "bronze", 5));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Rule(
                        "x",
                        "X",
                        "x",
                        "",
                        "x",
                        Rule.Status.EARNABLE,
                        Rule.Certainty.HIGH,
                        Rule.Priority.LOW,
                        "none",
                        falling,
                        Optional.empty()));
    }

    private static long reached(Standing standing) {
        return standing.tier().map(Tier::requirement).orElse(0L);
    }

    private static long of(Rule.Status status) {
        return RULEBOOK.achievements().stream()
                .filter(rule -> rule.status() == status)
                .count();
    }

    private static Standing standing(String id, Count count) {
        return Standing.of(RULEBOOK.rule(id).orElseThrow(), Optional.of(count));
    }
}
