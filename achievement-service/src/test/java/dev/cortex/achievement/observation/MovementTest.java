package dev.cortex.achievement.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MovementTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration SKEW = Duration.ofMillis(500);
    private static final Duration LAG = Duration.ofSeconds(2);
    private static final Margin MARGIN = new Margin(SKEW, LAG);
    private static final String SHARK = "pull_shark";

    private final Snapshot fetched = Snapshot.first(facts(40), new Look(NOON.minusSeconds(60), NOON.minusSeconds(59)));

    @Test
    void countsAnEventOfAfterTheAnswerAtOnce() {
        Snapshot now = moved(fetched, merged("a", NOON), true);
        assertEquals(Count.exactly(41), count(now));
        assertEquals(NOON.plusSeconds(1), now.observed(SHARK).orElseThrow().at());
        assertEquals(fetched.fetchedAt(), now.fetchedAt(), "nobody asked GitHub");
    }

    @Test
    void countsItOnceHoweverOftenAndLateItIsTold() {
        Snapshot now = moved(fetched, merged("a", NOON), true);
        assertNothing(now, merged("a", NOON));
        Snapshot later = now.joined(facts(41), Look.at(NOON.plusSeconds(2)), MARGIN);
        assertNothing(later, merged("a", NOON));
        Snapshot muchLater = later.joined(facts(41), Look.at(NOON.plusSeconds(60)), MARGIN);
        assertEquals(List.of(), muchLater.happenings(), "the answer surely has it");
        assertNothing(muchLater, merged("a", NOON));
        assertEquals(Count.exactly(41), count(muchLater));
    }

    @Test
    void takesAnEventOfLongBeforeTheAnswerForKnown() {
        assertNothing(fetched, merged("a", NOON.minusSeconds(70)));
    }

    @Test
    void onlyWidensWhatTheAnswerMayHaveInIt() {
        Movement movement = fetched.moved(merged("a", NOON.minusSeconds(60)), NOON, MARGIN);
        Movement.Moved moved = assertInstanceOf(Movement.Moved.class, movement);
        assertTrue(!moved.sure());
        assertEquals(Count.between(40, 41), count(moved.now()));
    }

    @Test
    void isNotTakenBackByAnAnswerThatWasUnderWay() {
        Snapshot now = moved(fetched, merged("a", NOON), true);
        Snapshot late = now.joined(facts(40), new Look(NOON.minusSeconds(1), NOON.plusSeconds(2)), MARGIN);
        assertEquals(Count.exactly(41), count(late));
        Snapshot settled = late.joined(facts(41), Look.at(NOON.plusSeconds(30)), MARGIN);
        assertEquals(Count.exactly(41), count(settled));
    }

    @Test
    void leavesToGitHubWhatHappensInTheFutureOrToWhatWasNeverSeen() {
        assertInstanceOf(
                Movement.Unclear.class, fetched.moved(merged("a", NOON.plusSeconds(30)), NOON.plusSeconds(1), MARGIN));
        Happening other = new Happening("x", NOON, List.of(new Effect.More("galaxy_brain", 1, 1, 0)));
        assertInstanceOf(Movement.Unclear.class, fetched.moved(other, NOON.plusSeconds(1), MARGIN));
    }

    @Test
    void remembersOnlySoMuchBetweenTwoAnswers() {
        Snapshot now = fetched;
        for (int i = 0; i < Happenings.MAX; i++) {
            now = moved(now, merged("pull " + i, NOON), true);
        }
        assertInstanceOf(Movement.Unclear.class, now.moved(merged("more", NOON), NOON.plusSeconds(1), MARGIN));
        assertEquals(Count.exactly(40 + Happenings.MAX), count(now));
    }

    @Test
    void takesTheMostStarsAndOnlyTheLatestTelling() {
        Snapshot before = Snapshot.first(
                new Facts(
                        "U_1", "mona", Optional.empty(), Optional.empty(), Map.of("starstruck", stars("mona/a", 127))),
                Look.at(NOON.minusSeconds(60)));
        Snapshot up = moved(before, starred("mona/a", 129, NOON.plusSeconds(1)), true);
        assertEquals(
                stars("mona/a", 129), up.observed("starstruck").orElseThrow().finding());
        assertNothing(up, starred("mona/a", 128, NOON));
        assertNothing(up, starred("mona/b", 7, NOON));
        Snapshot other = moved(up, starred("mona/b", 130, NOON.plusSeconds(1)), true);
        assertEquals(
                stars("mona/b", 130), other.observed("starstruck").orElseThrow().finding());
        assertInstanceOf(
                Movement.Unclear.class,
                other.moved(starred("mona/b", 128, NOON.plusSeconds(2)), NOON.plusSeconds(2), MARGIN));
    }

    @Test
    void takesAQuickCloseForProvenWheneverItWas() {
        Snapshot before = Snapshot.first(
                new Facts(
                        "U_1",
                        "mona",
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("quickdraw", Finding.of(Count.between(0, 1)))),
                Look.at(NOON));
        Happening old =
                new Happening("closed:1", NOON.minusSeconds(86_400), List.of(new Effect.QuickClose(42, "https://x")));
        Snapshot now = moved(before, old, true);
        assertEquals(
                Finding.of(Count.exactly(1), new Evidence.FastestClose(42, "https://x")),
                now.observed("quickdraw").orElseThrow().finding());
    }

    /**
     * Events come late, repeatedly and in any order, clocks differ, GitHub's answers lag, flights cross: what is told as
     * proven is never more than what is true, and after the dust has settled it is exactly that.
     */
    @Test
    void neverCountsTwiceAndLosesNothing() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            new World(random, "seed " + seed + " round " + round).run();
        }
    }

    private static final class World {
        private record Merge(String key, Instant real, Instant told, Instant visible) {}

        private record Step(Instant at, Runnable run) {}

        private final Random random;
        private final String name;
        private final List<Merge> merges = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private Snapshot snapshot;

        World(Random random, String name) {
            this.random = random;
            this.name = name;
            this.snapshot = Snapshot.first(facts(40), Look.at(NOON.minusSeconds(100)));
        }

        void run() {
            Duration skew = Duration.ofMillis(random.nextLong(-SKEW.toMillis(), SKEW.toMillis() + 1));
            IntStream.range(0, random.nextInt(8)).forEach(i -> merge("pull " + i, skew));
            IntStream.range(0, random.nextInt(6)).forEach(_ -> fetch());
            steps.sort(java.util.Comparator.comparing(Step::at));
            steps.forEach(step -> step.run().run());
            answered(new Look(NOON.plusSeconds(300), NOON.plusSeconds(301)), NOON.plusSeconds(300));
            assertEquals(Count.exactly(40 + merges.size()), count(snapshot), name);
            assertEquals(List.of(), snapshot.happenings(), name);
        }

        private void merge(String key, Duration skew) {
            Instant real = NOON.plusMillis(random.nextInt(30_000));
            Instant told = real.plus(skew).truncatedTo(ChronoUnit.SECONDS);
            Merge merge = new Merge(key, real, told, real.plusMillis(random.nextLong(LAG.toMillis())));
            merges.add(merge);
            for (int telling = 0; telling <= random.nextInt(3); telling++) {
                Instant heard = real.plusMillis(random.nextInt(telling == 0 ? 1_500 : 90_000));
                steps.add(new Step(heard, () -> hear(merge, heard)));
            }
        }

        private void hear(Merge merge, Instant heard) {
            if (snapshot.moved(merged(merge.key(), merge.told()), heard, MARGIN) instanceof Movement.Moved moved) {
                snapshot = moved.now();
            }
            check(heard);
        }

        private void fetch() {
            Instant sent = NOON.plusMillis(random.nextInt(40_000));
            Instant asked = sent.plusMillis(random.nextInt(2_000));
            Instant answer = asked.plusMillis(random.nextInt(2_000));
            steps.add(new Step(answer, () -> {
                answered(new Look(sent, answer), asked);
                check(answer);
            }));
        }

        private void answered(Look look, Instant seenAt) {
            long seen = merges.stream()
                    .filter(merge -> !merge.visible().isAfter(seenAt))
                    .count();
            snapshot = snapshot.joined(facts(40 + seen), look, MARGIN);
        }

        private void check(Instant now) {
            long truth = 40
                    + merges.stream()
                            .filter(merge -> !merge.real().isAfter(now))
                            .count();
            assertTrue(count(snapshot).min() <= truth, () -> name + ": " + count(snapshot) + " but " + truth);
        }
    }

    private static Snapshot moved(Snapshot before, Happening happening, boolean sure) {
        Movement.Moved moved =
                assertInstanceOf(Movement.Moved.class, before.moved(happening, NOON.plusSeconds(1), MARGIN));
        assertEquals(sure, moved.sure());
        return moved.now();
    }

    private static void assertNothing(Snapshot before, Happening happening) {
        assertInstanceOf(Movement.Nothing.class, before.moved(happening, NOON.plusSeconds(1), MARGIN));
    }

    private static Happening merged(String key, Instant at) {
        return new Happening(key, at, List.of(new Effect.More(SHARK, 1, 1, 0)));
    }

    private static Happening starred(String repository, long stars, Instant at) {
        return new Happening("stars:" + repository, at, List.of(new Effect.Stars(repository, stars, "https://x")));
    }

    private static Finding stars(String repository, long stars) {
        return Finding.of(Count.exactly(stars), new Evidence.TopRepository(repository, stars, "https://x"));
    }

    private static Facts facts(long merged) {
        return new Facts(
                "U_1", "mona", Optional.empty(), Optional.empty(), Map.of(SHARK, Finding.of(Count.exactly(merged))));
    }

    private static Count count(Snapshot snapshot) {
        return snapshot.observed(SHARK).orElseThrow().finding().count();
    }
}
