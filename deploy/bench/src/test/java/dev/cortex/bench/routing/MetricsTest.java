package dev.cortex.bench.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.bench.routing.Metrics.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final double EXACT = 1e-12;

    /** Bands of 1/15: .90 and .92 share one (mean .91, half right: .41 off), .50 has its own (right: .50 off). */
    @Test
    void calibrationErrorWeighsBandsByTheirAnswers() {
        List<Answer> answers = List.of(new Answer(0.90, true), new Answer(0.92, false), new Answer(0.50, true));
        assertEquals((2 * 0.41 + 1 * 0.50) / 3, Metrics.calibrationError(answers), EXACT);
    }

    @Test
    void aPerfectForecastHasNoCalibrationError() {
        assertEquals(0, Metrics.calibrationError(List.of(new Answer(1, true), new Answer(0, false))), EXACT);
    }

    @Test
    void accuracyIsTheShareOfRightAnswers() {
        List<Answer> answers = List.of(new Answer(0.9, true), new Answer(0.9, false), new Answer(0.1, true));
        assertEquals(2 / 3.0, Metrics.accuracy(answers), EXACT);
    }

    /** Of six pairs .9 wins three, .4 wins one (.3), ties one (.4) and loses one (.6). */
    @Test
    void areaUnderCurveCountsTiesHalf() {
        assertEquals(4.5 / 6, Metrics.areaUnderCurve(new double[] {0.4, 0.9}, new double[] {0.6, 0.3, 0.4}), EXACT);
        assertEquals(0.5, Metrics.areaUnderCurve(new double[] {1, 1}, new double[] {1}), EXACT);
        assertEquals(0, Metrics.areaUnderCurve(new double[] {0.1}, new double[] {0.2, 0.3}), EXACT);
    }

    @Test
    void theThresholdKeepsMostInsideAndRefusesMostOutside() {
        double threshold = Metrics.bestThreshold(new double[] {0.2, 0.7, 0.8, 0.9}, new double[] {0.1, 0.3, 0.6});
        assertEquals(0.7, threshold);
        assertEquals(0.25, Metrics.shareBelow(threshold, new double[] {0.2, 0.7, 0.8, 0.9}), EXACT);
    }

    @Test
    void deviationIsThatOfASample() {
        Spread spread = Spread.of(2, 4, 4, 4, 5, 5, 7, 9);
        assertEquals(new Spread(5, Math.sqrt(32 / 7.0), 2, 9), spread);
        assertEquals(0, Spread.of(3).deviation());
    }
}
