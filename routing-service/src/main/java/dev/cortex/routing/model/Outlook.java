package dev.cortex.routing.model;

import dev.cortex.routing.experts.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a router makes of one task: for everyone on the roster the evidence of its definition, the learned score and the
 * probability that follows from their sum.
 *
 * <pre>
 *   total = rule + fade * words + scale * learned        probability = softmax(total)
 * </pre>
 *
 * <p>Experts that nothing speaks for or against share one small mass however many they are; else a thousand idle
 * experts would drown the one whose keyword was met.
 */
final class Outlook {
    private static final int SILENT_MASS_MAX = 5;
    private static final double NEGLIGIBLE = 30;

    final Map<String, Evidence> evidence;
    final double[] totals;
    final float[] learned;
    final double[] probabilities;

    Outlook(Map<String, Evidence> evidence, double[] totals, float[] learned, boolean[] absent, boolean[] silent) {
        this.evidence = evidence;
        this.totals = totals;
        this.learned = learned;
        this.probabilities = probabilities(totals, absent, silent);
    }

    private static double[] probabilities(double[] totals, boolean[] absent, boolean[] silent) {
        double max = 0;
        int quiet = 0;
        for (int number = 0; number < totals.length; number++) {
            if (!absent[number]) {
                max = Math.max(max, totals[number]);
                quiet += silent[number] ? 1 : 0;
            }
        }
        double quietShare = quiet == 0 ? 0 : Math.min(quiet, SILENT_MASS_MAX) / (double) quiet;
        double quietMass = quietShare * StrictMath.exp(-max);
        double[] shares = new double[totals.length];
        double sum = 0;
        for (int number = 0; number < totals.length; number++) {
            if (!absent[number] && totals[number] > max - NEGLIGIBLE) {
                shares[number] = silent[number] ? quietMass : StrictMath.exp(totals[number] - max);
                sum += shares[number];
            }
        }
        for (int number = 0; number < shares.length && sum > 0; number++) {
            shares[number] /= sum;
        }
        return shares;
    }

    /** The most probable, by number on the roster; of equals the one mentioned first. */
    int best() {
        int best = 0;
        for (int number = 1; number < probabilities.length; number++) {
            best = probabilities[number] > probabilities[best] ? number : best;
        }
        return best;
    }

    /** The numbers of the {@code count} most probable, best first. */
    List<Integer> top(int count, Roster roster) {
        List<Integer> top = new ArrayList<>(count + 1);
        Comparator<Integer> better = Comparator.<Integer>comparingDouble(number -> -probabilities[number])
                .thenComparingInt(number -> number);
        for (int number = 0; number < probabilities.length; number++) {
            boolean room = top.size() < count;
            if (roster.isPresent(number) && (room || probabilities[number] > probabilities[top.getLast()])) {
                top.add(number);
                top.sort(better);
                if (!room) {
                    top.removeLast();
                }
            }
        }
        return top;
    }

    /** The slope of the loss by the scale of learned scores, when {@code right} is the right one. */
    double slope(int right) {
        double expected = 0;
        for (int number = 0; number < probabilities.length; number++) {
            expected += probabilities[number] * learned[number];
        }
        return expected - learned[right];
    }
}
