package dev.cortex.achievement.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EstimatorTest {
    private final Estimator estimator = new Estimator();

    @Test
    void believesTheRuleAtFirst() {
        assertEquals(7, estimator.points(7));
        assertEquals(1, estimator.points(0));
    }

    @Test
    void followsWhatRequestsReallyCost() {
        for (int i = 0; i < 60; i++) {
            estimator.observed(7, 14);
        }
        assertEquals(14, estimator.points(7), 0.1);
    }

    @Test
    void isNotMovedByOneOddAnswer() {
        estimator.observed(7, 70);
        assertTrue(estimator.points(7) <= 14, "expects " + estimator.points(7));
    }

    @Test
    void staysWithinItsBounds() {
        for (int i = 0; i < 1_000; i++) {
            estimator.observed(1, 1_000_000);
        }
        assertEquals(Estimator.RATIO_MAX, estimator.ratio());
        for (int i = 0; i < 1_000; i++) {
            estimator.observed(100, 0);
        }
        assertEquals(Estimator.RATIO_MIN, estimator.ratio());
    }
}
