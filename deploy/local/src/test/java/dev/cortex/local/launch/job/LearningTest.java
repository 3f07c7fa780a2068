package dev.cortex.local.launch.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearningTest {
    private static Learning learning(double before, double after, long examplesAfter) {
        return new Learning("deploy", "cicd", before, "cicd", after, 3, examplesAfter, 1, 2);
    }

    @Test
    void isRightWhenTheRouterBecameSurer() {
        assertEquals(Optional.empty(), learning(0.6, 0.7, 9).fault());
    }

    @Test
    void isWrongWhenNothingWasLearned() {
        assertTrue(learning(0.6, 0.7, 3).fault().orElseThrow().contains("3 examples"));
    }

    @Test
    void isWrongWhenSuccessMadeTheRouterLessSure() {
        assertTrue(learning(0.7, 0.6, 9).fault().orElseThrow().contains("0.700 before, 0.600 after"));
    }

    @Test
    void asksNoMoreOfARouterThatIsSureAlready() {
        assertEquals(Optional.empty(), learning(0.99, 0.985, 9).fault());
    }

    @Test
    void saysWhenNothingWasLeftToLearn() {
        assertTrue(learning(0.999, 0.999, 9).wasCertain());
        assertFalse(learning(0.99, 0.995, 9).wasCertain());
    }
}
