package dev.cortex.routing.learner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CurvesTest {
    @Test
    void theExponentialIsRightToNineDigits() {
        for (double x = -700; x <= 700; x += 0.37) {
            assertEquals(1, Curves.exp(x) / StrictMath.exp(x), 1e-9, "" + x);
        }
        assertEquals(1, Curves.exp(0));
    }

    @Test
    void beyondItsRangeItStaysFinite() {
        assertTrue(Double.isFinite(Curves.exp(1e9)));
        assertTrue(Curves.exp(-1e9) > 0);
        assertEquals(1, Curves.logistic(1e9));
        assertTrue(Double.isFinite(Curves.logOdds(0)) && Double.isFinite(Curves.logOdds(1)));
    }

    @Test
    void theBoundedCurveIsAScaledTanh() {
        for (double x = -40; x <= 40; x += 0.31) {
            assertEquals(4.5 * StrictMath.tanh(x / 4.5), Curves.bounded(x, 4.5), 1e-8, "" + x);
        }
    }
}
