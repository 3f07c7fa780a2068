package dev.cortex.routing.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.routing.Settings;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.LogEntry;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FollowerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Vertx VERTX = Vertx.vertx();

    private final RoutingSettings settings = Settings.with(Map.of("log.page", "10", "log.patience", "500ms"));
    private final FakeLog log = new FakeLog();
    private volatile int pastFailures;
    private final Spaces spaces = new Spaces(settings, new SimpleMeterRegistry());
    private final Follower follower = new Follower(log, spaces, this::past, settings, VERTX, new SimpleMeterRegistry());

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void followsPageByPageInOrder() {
        List<Long> pages = new CopyOnWriteArrayList<>();
        follower.afterEachPage(pages::add);
        log.appendExperts(25);
        assertEquals(25, reached(25));
        // Who waits is answered first, then the listener.
        await(() -> pages.size() == 3);
        assertEquals(List.of(10L, 20L, 25L), pages);
        assertEquals(25, space().experts().size());
        assertTrue(follower.hasCaughtUpOnce());
        assertEquals(0, follower.behind());
    }

    @Test
    void whoWaitsForLessIsAnsweredByAnEarlierPage() {
        log.appendExperts(30);
        assertEquals(10, reached(3));
    }

    @Test
    void whoWaitsForMoreThanThereIsIsToldSo() {
        log.appendExperts(1);
        Uni<Long> beyond = follower.upTo(2);
        assertThrows(TimeoutException.class, () -> beyond.await().atMost(PATIENCE));
    }

    @Test
    void whatIsAppendedWhileFollowingIsNotMissed() {
        follower.afterEachPage(place -> {
            if (place < 500) {
                log.appendExperts(1);
                follower.wake();
            }
        });
        log.appendExperts(1);
        follower.wake();
        assertEquals(500, awaitPlace(500));
    }

    @Test
    void aReadThatFailsIsRepeatedByTheNextWakeUp() {
        log.appendExperts(5);
        log.failures = 1;
        follower.wake();
        assertEquals(0, follower.applied());
        assertFalse(follower.hasCaughtUpOnce());
        assertEquals(5, reached(5));
    }

    @Test
    void anEntryThatCanNotBeAppliedIsSkipped() {
        log.appendExperts(1);
        log.entries.add(new LogEntry.TaskJudged(2, "s", null));
        log.entries.add(new LogEntry.TaskJudged(3, "s", new Judgement(new Task("t", "", "", "x"), "e1", true, 1)));
        reached(3);
        assertEquals(1, space().state().examples());
    }

    @Test
    void goesOnFromWhereItWasRestored() {
        log.appendExperts(20);
        follower.startAfter(15);
        reached(20);
        assertEquals(5, space().experts().size());
    }

    @Test
    void aRollbackReplacesTheModelAndTheRestOfThePageGoesOn() {
        log.appendExperts(2);
        log.entries.add(new LogEntry.RolledBack(3, "s", 1));
        log.appendExperts(1);
        reached(4);
        assertEquals(List.of("e4"), space().experts().stream().map(Expert::id).toList());
        assertEquals(5, space().epoch());
    }

    @Test
    void aRollbackWhoseModelCanNotBeHadIsTriedAgainAndNothingIsAppliedTwice() {
        pastFailures = 1;
        log.appendExperts(1);
        log.entries.add(new LogEntry.TaskJudged(2, "s", new Judgement(new Task("t", "", "", "x"), "e1", true, 1)));
        log.entries.add(new LogEntry.RolledBack(3, "s", 2));
        follower.wake();
        await(() -> pastFailures == 0 && follower.applied() == 2);
        assertEquals(1, space().state().examples());
        assertEquals(3, reached(3));
    }

    @Test
    void whatIsDoneBetweenPagesSeesThePlaceThatTheModelsAreAt() {
        log.appendExperts(25);
        follower.upTo(25).await().atMost(PATIENCE);
        assertEquals(25L, follower.betweenPages(place -> place).await().atMost(PATIENCE));
        Uni<Long> failing = follower.betweenPages(place -> {
            throw new IllegalStateException("no");
        });
        assertThrows(IllegalStateException.class, () -> failing.await().atMost(PATIENCE));
    }

    /** Every rollback leads to a router without experts. */
    private Uni<Optional<Router>> past(LogEntry.RolledBack entry) {
        if (pastFailures > 0) {
            pastFailures--;
            return Uni.createFrom().failure(new IllegalStateException("the database is away"));
        }
        return Uni.createFrom().item(Optional.of(spaces.blank(LogEntry.epoch(entry.seq()))));
    }

    private long reached(long seq) {
        return follower.upTo(seq).await().atMost(PATIENCE);
    }

    private long awaitPlace(long place) {
        await(() -> follower.applied() >= place);
        return follower.applied();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private Space space() {
        return spaces.find("s").orElseThrow();
    }

    /** The log as a list. */
    private static final class FakeLog implements OutcomeLog {
        @Override
        public Uni<Long> merge(String space, List<Expert> experts) {
            throw new UnsupportedOperationException();
        }

        private final List<LogEntry> entries = new CopyOnWriteArrayList<>();
        private volatile int failures;

        void appendExperts(int count) {
            for (int n = 0; n < count; n++) {
                long seq = entries.size() + 1;
                Expert expert = new Expert("e" + seq, "", List.of(), List.of(), List.of(), List.of(), 0);
                entries.add(new LogEntry.ExpertPut(seq, "s", expert));
            }
        }

        @Override
        public Uni<Page> read(long after, int limit) {
            if (failures > 0) {
                failures--;
                return Uni.createFrom().failure(new IllegalStateException("the database is away"));
            }
            List<LogEntry> all = new ArrayList<>(entries);
            int to = (int) Math.min(all.size(), after + limit);
            return Uni.createFrom().item(new Page(all.subList((int) after, to), to, all.size()));
        }

        @Override
        public Uni<Appended> append(List<Outcome> outcomes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Long> append(ExpertChange change) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Map<String, Judgement>> said(String space, Set<String> tasks) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Long> append(ModelChange change) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Page> readOf(String space, long after, long end, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Long> head() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Lineage> lineage(String space) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Long> introduce(String space, List<Expert> experts) {
            throw new UnsupportedOperationException();
        }
    }
}
