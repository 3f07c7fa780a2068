package dev.cortex.achievement.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.progress.RulebookFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Rulebook RULEBOOK = RulebookFile.load();

    @Test
    void addsPriorityProgressAndEase() {
        Opportunity shark = opportunity("pull_shark", Map.of("pull_shark", 72L));
        Opportunity.Score score = shark.score();
        assertEquals(40, score.priority());
        assertEquals(15, score.progress(), "0.3 x 50 %");
        assertEquals(26, score.ease());
        assertEquals(81, score.total());
        assertEquals(Opportunity.Horizon.IMMEDIATE, shark.horizon());
    }

    /** In the original a finished achievement still scored. */
    @Test
    void offersNothingThatIsFinished() {
        assertTrue(ids(opportunities(Map.of("quickdraw", 0L))).contains("quickdraw"));
        assertFalse(ids(opportunities(Map.of("quickdraw", 1L))).contains("quickdraw"));
        assertFalse(ids(opportunities(Map.of("pull_shark", 1024L))).contains("pull_shark"));
    }

    @Test
    void offersExactlyWhatIsEarnableAndNotFinishedAtEveryCount() {
        for (Rule rule : RULEBOOK.achievements()) {
            long top = rule.tiers().isEmpty() ? 3 : rule.tiers().getLast().requirement();
            for (long count = 0; count <= top + 2; count++) {
                boolean expected = rule.status() == Rule.Status.EARNABLE && count < top;
                assertEquals(
                        expected,
                        ids(opportunities(Map.of(rule.id(), count))).contains(rule.id()),
                        rule.id() + " at " + count);
            }
        }
    }

    @Test
    void offersNothingThatCanNotBeEarned() {
        List<String> offered = ids(opportunities(Map.of()));
        assertFalse(offered.contains("open_sourcerer"));
        assertFalse(offered.contains("arctic_code_vault"));
        assertEquals(7, offered.size());
    }

    @Test
    void hasEveryOpportunityInExactlyOneBucketAndAScoreOfAtMost100() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 2_000; run++) {
            Map<String, Long> counts = Map.of(
                    "pull_shark", random.nextLong(2_000),
                    "starstruck", random.nextLong(6_000),
                    "galaxy_brain", random.nextLong(40),
                    "yolo", random.nextLong(2));
            List<Opportunity> all = opportunities(counts);
            Plan plan = Plan.of("octocat", all);
            int inBuckets = plan.gaps().values().stream().mapToInt(List::size).sum();
            assertEquals(all.size(), inBuckets, "seed " + seed);
            assertTrue(
                    all.stream()
                            .allMatch(one ->
                                    one.score().total() >= 0 && one.score().total() <= 100),
                    "seed " + seed);
            for (int i = 1; i < all.size(); i++) {
                assertTrue(all.get(i - 1).score().total() >= all.get(i).score().total(), "seed " + seed);
            }
        }
    }

    @Test
    void isTheSamePlanForTheSameNumbers() {
        assertEquals(
                Plan.of("octocat", opportunities(Map.of("pull_shark", 9L))),
                Plan.of("octocat", opportunities(Map.of("pull_shark", 9L))));
    }

    @Test
    void onlyWritesDownStepsAndRefreshes() {
        Plan plan = Plan.of("octocat", opportunities(Map.of()));
        assertTrue(plan.tasks().stream()
                .allMatch(task -> List.of("github.issue", "achievement.refresh").contains(task.type())));
        assertTrue(
                plan.tasks().stream()
                        .filter(task -> task.type().equals("github.issue"))
                        .allMatch(task -> Boolean.TRUE.equals(task.payload().get("dry_run"))),
                "what would write to GitHub is a dry run until someone confirms it");
    }

    private static Opportunity opportunity(String id, Map<String, Long> counts) {
        return opportunities(counts).stream()
                .filter(one -> one.standing().rule().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(List<Opportunity> opportunities) {
        return opportunities.stream().map(one -> one.standing().rule().id()).toList();
    }

    private static List<Opportunity> opportunities(Map<String, Long> counts) {
        List<Standing> standings = RULEBOOK.achievements().stream()
                .map(rule -> Standing.of(
                        rule, Optional.ofNullable(counts.get(rule.id())).map(Count::exactly)))
                .toList();
        return Opportunity.among(standings, RULEBOOK);
    }
}
