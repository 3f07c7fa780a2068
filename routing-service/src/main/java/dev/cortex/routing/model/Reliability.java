package dev.cortex.routing.model;

import dev.cortex.routing.learner.StateReader;
import dev.cortex.routing.learner.StateWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often the router was right, and whether its confidence told so: each judged task is held against what the router
 * would have answered just before it learned from it (progressive validation: Blum, Kalai, Langford 1999).
 */
final class Reliability {
    static final int BINS = 15;
    /** The recent past: an average that forgets over about so many examples. */
    private static final double RECENT = 1.0 / 500;

    private final long[] counts = new long[BINS];
    private final double[] confidences = new double[BINS];
    private final long[] hits = new long[BINS];
    private double recent;
    private long judged;

    void add(double confidence, boolean right) {
        int bin = Math.clamp((long) (confidence * BINS), 0, BINS - 1);
        counts[bin]++;
        confidences[bin] += confidence;
        hits[bin] += right ? 1 : 0;
        judged++;
        recent += Math.max(RECENT, 1.0 / judged) * ((right ? 1 : 0) - recent);
    }

    long judged() {
        return judged;
    }

    double accuracy() {
        return judged == 0 ? 0 : Arrays.stream(hits).sum() / (double) judged;
    }

    double recentAccuracy() {
        return recent;
    }

    /** Expected calibration error: how far confidence and accuracy are apart, averaged over examples. */
    double calibrationError() {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(confidences[bin] - hits[bin]);
        }
        return judged == 0 ? 0 : error / judged;
    }

    void write(StateWriter out) {
        out.number(judged);
        out.real(recent);
        for (int bin = 0; bin < BINS; bin++) {
            out.number(counts[bin]);
            out.real(confidences[bin]);
            out.number(hits[bin]);
        }
    }

    void read(StateReader in) {
        judged = in.number();
        recent = in.real();
        for (int bin = 0; bin < BINS; bin++) {
            counts[bin] = in.number();
            confidences[bin] = in.real();
            hits[bin] = in.number();
        }
    }

    List<ModelState.Band> bands() {
        return IntStream.range(0, BINS)
                .mapToObj(bin -> new ModelState.Band(
                        bin / (double) BINS,
                        (bin + 1) / (double) BINS,
                        counts[bin],
                        counts[bin] == 0 ? 0 : confidences[bin] / counts[bin],
                        counts[bin] == 0 ? 0 : hits[bin] / (double) counts[bin]))
                .toList();
    }
}
