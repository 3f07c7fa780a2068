package dev.cortex.achievement.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SurveyTest {
    private static final Margin MARGIN = new Margin(java.time.Duration.ofMillis(500), java.time.Duration.ofSeconds(2));

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String PAIR = "pair_extraordinaire";

    @Test
    void isExactOnceComplete() {
        Snapshot snapshot = look(2, 100, 100, 0).surveyed(Map.of(PAIR, complete(9, 100, 1)));
        assertEquals(Count.exactly(9), count(snapshot));
        assertEquals(NOON, snapshot.fetchedAt(), "a scan makes the rest of the answer no fresher");
    }

    @Test
    void isNotWidenedByALaterLookThatSeesLess() {
        Snapshot snapshot = look(2, 100, 100, 0).surveyed(Map.of(PAIR, complete(9, 100, 1)));
        assertEquals(
                Count.exactly(9), count(snapshot.joined(facts(2, 100, 100), Look.at(NOON.plusSeconds(60)), MARGIN)));
    }

    @Test
    void leavesOpenOnlyWhatIsNewSince() {
        Snapshot snapshot = look(2, 100, 100, 0).surveyed(Map.of(PAIR, complete(9, 100, 1)));
        Snapshot later = snapshot.joined(facts(2, 103, 103), Look.at(NOON.plusSeconds(60)), MARGIN);
        assertEquals(Count.between(9, 12), count(later));
        assertEquals(Count.exactly(10), count(later.surveyed(Map.of(PAIR, complete(10, 103, 120)))));
    }

    @Test
    void takesThingsThatCameInThePlaceOfThoseGoneForNew() {
        Snapshot snapshot = look(2, 100, 100, 0).surveyed(Map.of(PAIR, complete(9, 100, 1)));
        Snapshot fewer = snapshot.joined(facts(2, 98, 98), Look.at(NOON.plusSeconds(60)), MARGIN);
        assertEquals(Count.exactly(9), count(fewer));
        assertEquals(
                Count.between(9, 11), count(fewer.joined(facts(2, 100, 100), Look.at(NOON.plusSeconds(120)), MARGIN)));
    }

    @Test
    void addsToWhatALookProvedWhileItIsUnderWay() {
        Survey half = new Survey(
                Count.between(5, 70), 1_000, 35, 100, Survey.State.SCANNING, Optional.empty(), NOON, Optional.empty());
        assertEquals(Count.between(5, 70), count(look(2, 100, 100, 0).surveyed(Map.of(PAIR, half))));
        assertEquals(Count.between(8, 60), count(look(8, 60, 100, 0).surveyed(Map.of(PAIR, half))));
    }

    /** A scan that rests tells again what it proved before; a look has seen more since. */
    @Test
    void doesNotTakeBackWhatALookProvedAfterItsEnd() {
        Snapshot snapshot = look(0, 1, 50, 0).surveyed(Map.of(PAIR, complete(0, 50, 1)));
        Facts proven = new Facts(
                "U_1", "octocat", Optional.empty(), Optional.empty(), Map.of(PAIR, Finding.of(Count.exactly(1))));
        Snapshot seen = snapshot.joined(proven, Look.at(NOON.plusSeconds(60)), MARGIN);
        Survey again = new Survey(
                Count.ZERO,
                1_000,
                50,
                50,
                Survey.State.PAUSED,
                Optional.of(NOON.plusSeconds(1)),
                NOON.plusSeconds(90),
                Optional.empty());
        assertEquals(1, count(seen.surveyed(Map.of(PAIR, again))).min());
    }

    @Test
    void comesToAUserWhomNoLookSawYet() {
        Snapshot nothing = Snapshot.first(
                new Facts("U_1", "octocat", Optional.empty(), Optional.empty(), Map.of()), Look.at(NOON));
        assertEquals(Count.exactly(9), count(nothing.surveyed(Map.of(PAIR, complete(9, 100, 1)))));
    }

    @Test
    void isNotReplacedByOneMadeBefore() {
        Observed known = new Observed(Finding.of(Count.ZERO), NOON).surveyed(complete(9, 100, 60));
        assertSame(known, known.surveyed(complete(8, 100, 30)));
    }

    @Test
    void tellsTheStrictOnesInTheEvidence() {
        Finding likely = Finding.of(Count.between(0, 7), new Evidence.Unreviewed(7, 0));
        Observed known = new Observed(likely, NOON).surveyed(complete(2, 100, 1));
        assertEquals(Optional.of(new Evidence.Unreviewed(7, 2)), known.finding().evidence());
        assertEquals(
                Optional.of(new Evidence.Unreviewed(7, 2)),
                known.joined(likely.outOf(Optional.of(100L)), NOON.plusSeconds(9))
                        .finding()
                        .evidence());
    }

    /** Looks and scans in any order, of a truth that only grows: the range has the truth in it, and what is proven stays. */
    @Test
    void alwaysHoldsTheTruthAndNeverFalls() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 2_000; run++) {
            long total = random.nextInt(60);
            long truth = total == 0 ? 0 : random.nextLong(total + 1);
            Snapshot snapshot = Snapshot.first(facts(random.nextLong(truth + 1), total, total), Look.at(NOON));
            for (int step = 1; step < 30; step++) {
                long come = random.nextInt(3);
                total += come;
                truth += come == 0 ? 0 : random.nextLong(come + 1);
                long before = count(snapshot).min();
                snapshot = random.nextInt(3) > 0
                        ? snapshot.joined(
                                facts(random.nextLong(truth + 1), truth + random.nextLong(total - truth + 1), total),
                                Look.at(NOON.plusSeconds(step)),
                                MARGIN)
                        : snapshot.surveyed(Map.of(PAIR, anySurvey(random, truth, total, step)));
                Count count = count(snapshot);
                long real = truth;
                assertTrue(count.min() >= before, () -> "seed " + seed + ": fell to " + count);
                assertTrue(
                        count.min() <= real && real <= count.max(),
                        () -> "seed " + seed + ": " + real + " is not in " + count);
            }
        }
    }

    private static Survey anySurvey(Random random, long truth, long total, int second) {
        if (random.nextBoolean()) {
            return complete(truth, total, second);
        }
        long proven = random.nextLong(truth + 1);
        Count partial = Count.between(proven, truth + random.nextLong(total - truth + 1));
        return new Survey(
                partial,
                1_000,
                0,
                total,
                Survey.State.SCANNING,
                Optional.empty(),
                NOON.plusSeconds(second),
                Optional.empty());
    }

    private static Survey complete(long count, long total, int second) {
        Instant at = NOON.plusSeconds(second);
        return new Survey(
                Count.exactly(count),
                1_000,
                total,
                total,
                Survey.State.COMPLETE,
                Optional.of(at),
                at,
                Optional.empty());
    }

    private static Snapshot look(long min, long max, long total, int second) {
        return Snapshot.first(facts(min, max, total), Look.at(NOON.plusSeconds(second)));
    }

    private static Facts facts(long min, long max, long total) {
        Finding finding = Finding.of(Count.between(min, max)).outOf(Optional.of(total));
        return new Facts("U_1", "octocat", Optional.empty(), Optional.empty(), Map.of(PAIR, finding));
    }

    private static Count count(Snapshot snapshot) {
        return snapshot.observed(PAIR).orElseThrow().finding().count();
    }
}
