package dev.cortex.routing.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.routing.Settings;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Method;
import dev.cortex.routing.model.Strategy;
import dev.cortex.routing.model.Task;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DecisionBookTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Vertx VERTX = Vertx.vertx();

    private final FakeStore store = new FakeStore();
    private final DecisionBook book = new DecisionBook(
            store,
            Settings.with(Map.of("decisions.write-batch", "10", "decisions.waiting-max", "100")),
            VERTX,
            new SimpleMeterRegistry());

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatWasNotedIsFoundAtOnce() {
        store.away = true;
        book.note(List.of(routed("a", "security")));
        assertEquals("security", find("a").get("a").decision().expert());
    }

    @Test
    void everythingNotedIsWrittenInBatches() {
        book.note(IntStream.range(0, 95).mapToObj(n -> routed("t" + n, "cicd")).toList());
        awaitWritten(95);
        assertTrue(store.largest <= 10, "" + store.largest);
    }

    @Test
    void theLatestDecisionOfATaskCounts() {
        book.note(List.of(routed("a", "security")));
        book.note(List.of(routed("a", "cicd")));
        awaitWritten(1);
        assertEquals("cicd", find("a").get("a").decision().expert());
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() {
        store.away = true;
        book.note(List.of(routed("a", "security")));
        store.away = false;
        awaitWritten(1);
    }

    @Test
    void moreThanThereIsRoomForIsRefusedWhole() {
        store.away = true;
        assertTrue(book.note(
                IntStream.range(0, 90).mapToObj(n -> routed("t" + n, "cicd")).toList()));
        assertFalse(book.note(
                IntStream.range(90, 110).mapToObj(n -> routed("t" + n, "cicd")).toList()));
        assertEquals(Set.of(), find("t95").keySet());
    }

    @Test
    void whatAnotherReplicaIsJustWritingIsFound() {
        Uni<Map<String, Routed>> found = book.find("s", Set.of("late"));
        VERTX.setTimer(20, timer -> store.written.put("late", routed("late", "cicd")));
        assertEquals(Set.of("late"), found.await().atMost(PATIENCE).keySet());
    }

    private Map<String, Routed> find(String task) {
        return book.find("s", Set.of(task)).await().atMost(PATIENCE);
    }

    private void awaitWritten(int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (store.written.size() < count && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(count, store.written.size());
    }

    private static Routed routed(String task, String expert) {
        Decision decision = new Decision(
                expert, 0.9, Strategy.SINGLE_EXPERT, Method.PRIOR, List.of(), Map.of(expert, 0.9), "because", 1);
        return new Routed("s", new Task(task, "", "", "x"), Instant.EPOCH, decision, false);
    }

    /** The table as a map. */
    private static final class FakeStore implements DecisionStore {
        private final Map<String, Routed> written = new ConcurrentHashMap<>();
        private volatile boolean away;
        private volatile int largest;

        @Override
        public Uni<Void> keepLatest(List<Routed> routed) {
            return Uni.createFrom().voidItem().invoke(() -> {
                if (away) {
                    throw new IllegalStateException("the database is away");
                }
                largest = Math.max(largest, routed.size());
                routed.forEach(one -> written.put(one.task().id(), one));
            });
        }

        @Override
        public Uni<Map<String, Routed>> find(String space, Set<String> tasks) {
            return Uni.createFrom().item(() -> {
                Map<String, Routed> found = new HashMap<>(written);
                found.keySet().retainAll(tasks);
                return found;
            });
        }

        @Override
        public Uni<Map<String, Routed>> keepFirst(List<Routed> routed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Integer> forget(Instant before, int max) {
            throw new UnsupportedOperationException();
        }
    }
}
