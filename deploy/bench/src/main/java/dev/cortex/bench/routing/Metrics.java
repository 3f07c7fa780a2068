package dev.cortex.bench.routing;

import java.util.Arrays;
import java.util.List;

/** The measures, each from its definition. */
final class Metrics {
    private static final int BINS = 15;

    private Metrics() {}

    /** An answer: how sure it was, and whether it was right. */
    record Answer(double confidence, boolean right) {}

    static double accuracy(List<Answer> answers) {
        return answers.stream().filter(Answer::right).count() / (double) answers.size();
    }

    /**
     * Expected calibration error (Guo et al. 2017): in 15 bands of equal width of confidence, how far its mean is from
     * the share of right answers, weighted by the answers in the band.
     */
    static double calibrationError(List<Answer> answers) {
        double[] distance = new double[BINS];
        for (Answer answer : answers) {
            int bin = Math.clamp((long) (answer.confidence() * BINS), 0, BINS - 1);
            distance[bin] += answer.confidence() - (answer.right() ? 1 : 0);
        }
        return Arrays.stream(distance).map(Math::abs).sum() / answers.size();
    }

    /** The probability that one of {@code inside} is above one of {@code outside}; equal ones count half. */
    static double areaUnderCurve(double[] inside, double[] outside) {
        double[] sorted = outside.clone();
        Arrays.sort(sorted);
        double wins = 0;
        for (double one : inside) {
            wins += (below(sorted, one, false) + below(sorted, one, true)) / 2.0;
        }
        return wins / ((double) inside.length * outside.length);
    }

    /** Where {@code inside} and {@code outside} are told apart best: most kept inside plus most refused outside. */
    static double bestThreshold(double[] inside, double[] outside) {
        double[] ins = inside.clone();
        double[] outs = outside.clone();
        Arrays.sort(ins);
        Arrays.sort(outs);
        double best = 0;
        double gain = 0;
        for (double at : ins) {
            double gained = below(outs, at, false) / (double) outs.length - below(ins, at, false) / (double) ins.length;
            if (gained > gain) {
                gain = gained;
                best = at;
            }
        }
        return best;
    }

    static double shareBelow(double threshold, double[] values) {
        return Arrays.stream(values).filter(value -> value < threshold).count() / (double) values.length;
    }

    /** How many of {@code sorted} are less than {@code value}, or at most {@code value}. */
    private static int below(double[] sorted, double value, boolean orEqual) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            boolean counts = orEqual ? sorted[middle] <= value : sorted[middle] < value;
            from = counts ? middle + 1 : from;
            to = counts ? to : middle;
        }
        return from;
    }
}
