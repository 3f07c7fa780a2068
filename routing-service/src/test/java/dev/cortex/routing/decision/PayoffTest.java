package dev.cortex.routing.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PayoffTest {
    private final Payoff payoff = new Payoff();

    @Test
    void aReplicaThatStartsAsks() {
        assertTrue(payoff.worthAsking());
    }

    @Test
    void whereNothingIsFoundFewQuestionsGoOut() {
        asked(500, 0);
        assertEquals(10, questionsOf(160));
    }

    @Test
    void findingSomethingBringsTheQuestionsBack() {
        asked(500, 0);
        asked(4, 1);
        assertEquals(160, questionsOf(160));
    }

    @Test
    void aBatchCountsAsItsKeys() {
        Payoff other = new Payoff();
        other.asked(300, 0);
        IntStream.range(0, 300).forEach(n -> payoff.asked(1, 0));
        assertEquals(payoff.worthAsking(), other.worthAsking());
        assertEquals(
                10, IntStream.range(0, 159).filter(n -> other.worthAsking()).count());
    }

    private void asked(int times, int found) {
        IntStream.range(0, times).forEach(n -> payoff.asked(1, found));
    }

    private long questionsOf(int times) {
        return IntStream.range(0, times).filter(n -> payoff.worthAsking()).count();
    }
}
