package dev.cortex.achievement.team;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Finding;
import dev.cortex.achievement.observation.Look;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.progress.RulebookFile;
import dev.cortex.achievement.rules.Rulebook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final Rulebook RULEBOOK = RulebookFile.load();

    @Test
    void ranksByUnlockedThenTiersThenProgress() {
        Member more = member("more", 2, 0);
        Member higher = member("higher", 1, 9);
        Member further = member("further", 1, 5);
        Member behind = member("behind", 1, 5, 10);
        assertEquals(
                List.of("more 1", "higher 2", "further 3", "behind 4"),
                Ranking.of(List.of(behind, further, higher, more)).places().stream()
                        .map(place -> place.member().login() + " " + place.rank())
                        .toList());
    }

    @Test
    void givesEqualsTheSameRankInTheOrderOfTheirLogins() {
        assertEquals(
                List.of("top 1", "Anna 2", "bert 2", "last 4"),
                Ranking.of(List.of(
                                member("last", 0, 0), member("bert", 1, 1), member("Anna", 1, 1), member("top", 3, 3)))
                        .places()
                        .stream()
                        .map(place -> place.member().login() + " " + place.rank())
                        .toList());
    }

    @Test
    void ranksNobody() {
        assertEquals(List.of(), Ranking.of(List.of()).places());
    }

    @Test
    void countsTiersOverAllAchievements() {
        Facts facts = new Facts(
                "U_1",
                "octocat",
                Optional.empty(),
                Optional.empty(),
                Map.of(
                        "pull_shark", Finding.of(Count.exactly(72)),
                        "quickdraw", Finding.of(Count.exactly(1)),
                        "open_sourcerer", Finding.of(Count.exactly(20))));
        Snapshot snapshot = Snapshot.first(facts, Look.at(Instant.EPOCH));
        Member member = Member.of(snapshot, RULEBOOK.standings(snapshot));
        assertEquals(2, member.unlocked(), "one in test is nobody's yet");
        assertEquals(3, member.tiers(), "bronze is two, base is one");
        assertEquals(Map.of("pull_shark", "x2", "quickdraw", "base"), member.tierOf());
        // Half of a tier, one finished, of seven that can be earned.
        assertEquals(21.43, member.averageProgress());
    }

    private static Member member(String login, int unlocked, int tiers) {
        return member(login, unlocked, tiers, 50);
    }

    private static Member member(String login, int unlocked, int tiers, double progress) {
        return new Member(login, Optional.empty(), unlocked, tiers, progress, Map.of());
    }
}
