package dev.cortex.worker.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BatcherTest {
    private final List<List<Integer>> begun = new ArrayList<>();
    private final List<UniEmitter<? super List<String>>> pending = new ArrayList<>();
    private final List<Object> results = new ArrayList<>();
    private final Batcher<Integer, String> batcher = new Batcher<>(3, 1, 5, this::work);

    private Uni<List<String>> work(List<Integer> batch) {
        begun.add(batch);
        return Uni.createFrom().emitter(pending::add);
    }

    private void add(int item) {
        batcher.add(item).subscribe().with(results::add, results::add);
    }

    private void complete(int batch) {
        pending.get(batch)
                .complete(begun.get(batch).stream().map(item -> "done " + item).toList());
    }

    @Test
    void firstGoesAtOnceAndAlone() {
        add(1);
        assertEquals(List.of(List.of(1)), begun);
    }

    @Test
    void whatArrivesMeanwhileGoesTogetherUpToTheMaximum() {
        for (int i = 1; i <= 5; i++) {
            add(i);
        }
        complete(0);
        assertEquals(List.of(List.of(1), List.of(2, 3, 4)), begun);
        complete(1);
        assertEquals(List.of(5), begun.get(2));
        complete(2);
        assertEquals(List.of("done 1", "done 2", "done 3", "done 4", "done 5"), results);
    }

    @Test
    void failureIsEveryCallersAndTheNextBatchGoesOn() {
        add(1);
        add(2);
        add(3);
        complete(0);
        pending.get(1).fail(new IllegalStateException("no database"));
        assertEquals(3, results.size());
        assertInstanceOf(IllegalStateException.class, results.get(1));
        add(4);
        assertEquals(List.of(4), begun.get(2));
    }

    @Test
    void moreThanMayWaitAreRefused() {
        for (int i = 1; i <= 7; i++) {
            add(i);
        }
        assertEquals(1, results.size());
        assertInstanceOf(RejectedExecutionException.class, results.getFirst());
    }

    @Test
    void workThatAnswersTooLittleFailsInsteadOfHanging() {
        add(1);
        pending.getFirst().complete(List.of());
        assertInstanceOf(IllegalStateException.class, results.getFirst());
    }

    @Test
    void workThatThrowsIsAFailure() {
        Batcher<Integer, String> broken = new Batcher<>(3, 1, 5, batch -> {
            throw new IllegalArgumentException("thrown");
        });
        broken.add(1).subscribe().with(results::add, results::add);
        broken.add(2).subscribe().with(results::add, results::add);
        assertTrue(results.stream().allMatch(IllegalArgumentException.class::isInstance), results.toString());
        assertEquals(2, results.size());
    }
}
