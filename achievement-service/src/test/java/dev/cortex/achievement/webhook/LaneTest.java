package dev.cortex.achievement.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final Lane lane = new Lane(2, 3);
    private final List<CompletableFuture<Void>> begun = new ArrayList<>();

    @Test
    void runsSoMuchAtOnceAndTheNextWhenOneEnds() {
        List<CompletableFuture<Void>> done = add(4);
        assertEquals(2, begun.size());
        begun.getFirst().complete(null);
        assertTrue(done.getFirst().isDone());
        assertEquals(3, begun.size());
        begun.get(1).completeExceptionally(new IllegalStateException("of this one only"));
        assertEquals(4, begun.size());
        assertEquals(2, lane.underWay());
    }

    @Test
    void leavesOutWhatFindsNoRoom() {
        List<CompletableFuture<Void>> done = add(6);
        assertTrue(done.getLast().isDone(), "the sweep finds it");
        assertFalse(done.get(4).isDone());
        assertEquals(5, lane.underWay());
        for (int i = 0; i < 5; i++) {
            begun.get(i).complete(null);
        }
        assertEquals(5, begun.size());
        assertEquals(0, lane.underWay());
    }

    @Test
    void goesOnAfterWorkThatThrows() {
        CompletableFuture<Void> thrown = lane.add(() -> {
            throw new IllegalStateException("before it began");
        });
        assertTrue(thrown.isDone());
        assertEquals(0, lane.underWay());
    }

    private List<CompletableFuture<Void>> add(int jobs) {
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            done.add(lane.add(() -> {
                CompletableFuture<Void> work = new CompletableFuture<>();
                begun.add(work);
                return Uni.createFrom().completionStage(work);
            }));
        }
        return done;
    }
}
