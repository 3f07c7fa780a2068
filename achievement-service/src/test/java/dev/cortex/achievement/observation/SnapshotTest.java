package dev.cortex.achievement.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final Margin MARGIN = new Margin(java.time.Duration.ofMillis(500), java.time.Duration.ofSeconds(2));

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<String> IDS = List.of("pull_shark", "starstruck", "galaxy_brain", "quickdraw");

    @Test
    void keepsWhatTheNextAnswerLeavesOut() {
        Snapshot before = Snapshot.first(
                facts(Map.of("pull_shark", Finding.of(Count.exactly(40)), "starstruck", Finding.of(Count.exactly(9)))),
                Look.at(NOON));
        Snapshot after = before.joined(
                facts(Map.of("starstruck", Finding.of(Count.exactly(10)))), Look.at(NOON.plusSeconds(60)), MARGIN);

        assertEquals(
                Count.exactly(40),
                after.observed("pull_shark").orElseThrow().finding().count());
        assertEquals(NOON, after.observed("pull_shark").orElseThrow().at(), "with the time of its own observation");
        assertEquals(
                Count.exactly(10),
                after.observed("starstruck").orElseThrow().finding().count());
        assertEquals(NOON.plusSeconds(60), after.fetchedAt());
    }

    @Test
    void neverTurnsSomethingThatWasNotAnsweredIntoZero() {
        assertFalse(
                Snapshot.first(facts(Map.of()), Look.at(NOON)).achievements().containsKey("pull_shark"));
    }

    @Test
    void isNotChangedByFactsThatAreOlder() {
        Snapshot now = Snapshot.first(facts(Map.of("pull_shark", Finding.of(Count.exactly(40)))), Look.at(NOON));
        assertSame(
                now,
                now.joined(
                        facts(Map.of("pull_shark", Finding.of(Count.exactly(39)))),
                        Look.at(NOON.minusSeconds(1)),
                        MARGIN));
    }

    @Test
    void takesAnExactCountThatWentDown() {
        Snapshot before = Snapshot.first(facts(Map.of("starstruck", Finding.of(Count.exactly(20)))), Look.at(NOON));
        Snapshot after = before.joined(
                facts(Map.of("starstruck", Finding.of(Count.exactly(15)))), Look.at(NOON.plusSeconds(1)), MARGIN);
        assertEquals(
                Count.exactly(15),
                after.observed("starstruck").orElseThrow().finding().count());
    }

    @Test
    void keepsAProofThatIsOutOfSightNow() {
        Evidence.FastestClose close = new Evidence.FastestClose(60, "https://example.org/1");
        Snapshot before =
                Snapshot.first(facts(Map.of("quickdraw", Finding.of(Count.exactly(1), close))), Look.at(NOON));
        Finding unseen = Finding.of(Count.between(0, 1), new Evidence.FastestClose(4_000, "https://example.org/2"));

        Finding after = before.joined(facts(Map.of("quickdraw", unseen)), Look.at(NOON.plusSeconds(1)), MARGIN)
                .observed("quickdraw")
                .orElseThrow()
                .finding();

        assertEquals(Count.exactly(1), after.count());
        assertEquals(Optional.of(close), after.evidence());
    }

    @Test
    void doesNotJoinAnotherUser() {
        Snapshot octocat = Snapshot.first(facts(Map.of()), Look.at(NOON));
        Facts other = new Facts("U_2", "hubot", Optional.empty(), Optional.empty(), Map.of());
        assertThrows(IllegalArgumentException.class, () -> octocat.joined(other, Look.at(NOON), MARGIN));
    }

    /** Counts that only grow, seen through answers that lose parts, come late, or prove less than the one before. */
    @Test
    void neverGoesBackwardsThroughAnySequenceOfFaults() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            Map<String, Long> real = new HashMap<>();
            IDS.forEach(id -> real.put(id, (long) random.nextInt(50)));
            Snapshot snapshot = Snapshot.first(seen(real, random), Look.at(NOON));
            for (int step = 1; step < 30; step++) {
                IDS.forEach(id -> real.merge(id, (long) random.nextInt(3), Long::sum));
                Snapshot next = snapshot.joined(
                        seen(real, random), Look.at(NOON.plusSeconds(step - random.nextInt(3))), MARGIN);
                for (String id : IDS) {
                    long before = proven(snapshot, id);
                    long after = proven(next, id);
                    assertTrue(after >= before, () -> "seed " + seed + ": " + id + " fell");
                    assertTrue(after <= real.getOrDefault(id, 0L), () -> "seed " + seed + ": " + id + " is too high");
                }
                snapshot = next;
            }
        }
    }

    private static long proven(Snapshot snapshot, String id) {
        return snapshot.observed(id)
                .map(observed -> observed.finding().count().min())
                .orElse(0L);
    }

    private static Facts seen(Map<String, Long> real, Random random) {
        Map<String, Finding> findings = new HashMap<>();
        real.forEach((id, count) -> {
            switch (random.nextInt(3)) {
                case 0 -> findings.put(id, Finding.of(Count.exactly(count)));
                case 1 -> findings.put(id, Finding.of(Count.between(random.nextLong(count + 1), count)));
                default -> {
                    // this part of the answer failed
                }
            }
        });
        return facts(findings);
    }

    private static Facts facts(Map<String, Finding> findings) {
        return new Facts("U_1", "octocat", Optional.empty(), Optional.empty(), findings);
    }
}
