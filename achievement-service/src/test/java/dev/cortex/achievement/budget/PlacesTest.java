package dev.cortex.achievement.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places(4, 3, 2);
    private final List<String> entered = new ArrayList<>();

    @Test
    void letsPeoplePassAllThatNobodyWaitsFor() {
        enter("b1", Urgency.BACKGROUND);
        enter("b2", Urgency.BACKGROUND);
        enter("b3", Urgency.BACKGROUND);
        enter("b4", Urgency.BACKGROUND);
        assertEquals(List.of("b1", "b2", "b3"), entered, "the fourth place is for people");
        enter("p1", Urgency.PERSON);
        enter("p2", Urgency.PERSON);
        places.leave(Urgency.BACKGROUND);
        places.leave(Urgency.BACKGROUND);
        assertEquals(List.of("b1", "b2", "b3", "p1", "p2", "b4"), entered);
    }

    @Test
    void turnsAwayWhoeverTheLineHasNoRoomFor() {
        for (int i = 0; i < 6; i++) {
            enter("p" + i, Urgency.PERSON);
        }
        assertFalse(enter("late", Urgency.PERSON).join());
        assertEquals(2, places.waiting());
        assertEquals(4, places.taken());
    }

    @Test
    void isEmptyAgainWhenAllHaveLeft() {
        for (int i = 0; i < 6; i++) {
            enter("p" + i, Urgency.PERSON);
        }
        for (int i = 0; i < 6; i++) {
            places.leave(Urgency.PERSON);
        }
        assertEquals(0, places.taken());
        assertEquals(6, entered.size());
        assertTrue(enter("next", Urgency.BACKGROUND).join());
    }

    private CompletableFuture<Boolean> enter(String who, Urgency urgency) {
        CompletableFuture<Boolean> entering = places.enter(urgency).subscribeAsCompletionStage();
        entering.thenAccept(in -> {
            if (in) {
                entered.add(who);
            }
        });
        return entering;
    }
}
