package dev.cortex.achievement.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Survey;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists that are read while they grow and change, with pages that fail, by replicas that end: everything is counted once. */
class WalkPropertiesTest {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final int RUNS = 25;
    private static final int PAGES_MAX = 20_000;

    @ParameterizedTest
    @CsvSource({
        "MERGES, pair_extraordinaire",
        "MERGES, yolo",
        "MERGES, open_sourcerer",
        "INVOLVED, pair_extraordinaire",
        "ANSWERS, galaxy_brain"
    })
    void everythingIsCountedOnceWhateverHappensMeanwhile(Kind kind, String achievement) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            ListedUser user = new ListedUser(kind, achievement, random);
            Instant now = START;
            int past = random.nextInt(10) == 0 ? 2_500 : random.nextInt(300);
            for (int i = 0; i < past; i++) {
                now = now.plus(ListedUser.someTime(random));
                user.create(now, random.nextInt(5) > 0);
            }
            Position position = Position.first(kind);
            for (int pass = 0; pass < 6; pass++) {
                position = position.requested(now).begun(now);
                int pages = 0;
                while (!position.finished()) {
                    assertTrue(pages++ < PAGES_MAX, "seed " + seed + ": does not end");
                    Page page = user.page(position.begun(now).ask("U_1", "octocat"));
                    if (random.nextInt(6) == 0) {
                        position =
                                position.striding(position.stride().shorter()).striding(rested(position, random));
                    } else {
                        position = position.begun(now).after(page, now);
                    }
                    Optional<Survey> told = survey(position, achievement);
                    told.ifPresent(survey -> assertTrue(
                            survey.count().min() <= user.truth()
                                    && user.truth()
                                            <= survey.of(Optional.of(user.total()))
                                                    .max(),
                            () -> "seed " + seed + ": " + user.truth() + " is not in " + survey));
                    now = now.plusMillis(random.nextInt(2_000));
                    if (random.nextInt(4) == 0) {
                        happen(user, now, random);
                    }
                }
                // Quiet for a page: what was overtaken is met by the pass that repeats.
                now = now.plusSeconds(1);
                Position last = settled(user, position, now);
                long truth = user.truth();
                Count count = survey(last, achievement).orElseThrow().count();
                int number = pass;
                assertEquals(
                        Count.exactly(truth), count, () -> "seed " + seed + ", pass " + number + " of " + user.total());
                position = last;
                int meanwhile = random.nextInt(40);
                for (int i = 0; i < meanwhile; i++) {
                    now = now.plus(ListedUser.someTime(random));
                    happen(user, now, random);
                }
            }
        }
    }

    /** One more pass in which nothing happens. */
    private static Position settled(ListedUser user, Position position, Instant now) {
        Position at = position.requested(now).begun(now);
        while (!at.finished()) {
            at = at.begun(now).after(user.page(at.begun(now).ask("U_1", "octocat")), now);
        }
        return at;
    }

    private static Stride rested(Position position, Random random) {
        return random.nextBoolean()
                ? position.stride().rested()
                : position.stride().shorter().rested();
    }

    private static void happen(ListedUser user, Instant now, Random random) {
        if (random.nextBoolean()) {
            user.create(now, random.nextInt(3) > 0);
        } else {
            user.change(now);
        }
    }

    private static Optional<Survey> survey(Position position, String achievement) {
        return Optional.ofNullable(
                Surveys.of(alone(position), Survey.State.SCANNING, START).get(achievement));
    }

    /** With the other lists empty and done. */
    private static Walk alone(Position position) {
        Walk walk = new Walk("1", java.util.Map.of());
        for (Kind kind : Kind.values()) {
            Position empty = Position.first(kind).begun(START);
            Position done = empty.after(new Page(java.util.List.of(), 0, 0, Optional.empty(), 1, 1), START);
            walk = walk.with(
                    done.begun(START).after(new Page(java.util.List.of(), 0, 0, Optional.empty(), 1, 1), START));
        }
        return walk.with(position);
    }
}
