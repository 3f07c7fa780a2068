package dev.cortex.routing.model;

import dev.cortex.routing.experts.Evidence;
import dev.cortex.routing.learner.Curves;
import dev.cortex.routing.text.Features;
import java.util.Map;

/**
 * What a router makes of one task: for everyone on the roster the evidence of its definition, the learned score and the
 * probability that follows from their sum.
 *
 * <pre>
 *   total = rule + fade * words + scale * learned        share = softmax(total)
 *   probability of the best = confidence(share, total)   of the others in proportion to their shares
 * </pre>
 *
 * <p>The probabilities add up to at most 1: what is missing is the probability that it is the task of nobody here.
 *
 * <p>Experts that nothing speaks for or against share one small mass however many they are; else a thousand idle
 * experts would drown the one whose keyword was met.
 */
final class Outlook {
    private static final int SILENT_MASS_MAX = 5;
    /** So far below the best, in log-odds, ten thousand have a thousandth of its share together. */
    private static final double NEGLIGIBLE = 16;

    final Map<String, Evidence> evidence;
    final Features features;
    final double[] totals;
    final float[] learned;
    final double[] probabilities;
    private final boolean[] absent;
    private final int best;
    private final double bestShare;
    private double expected;

    Outlook(
            Map<String, Evidence> evidence,
            Features features,
            double[] totals,
            float[] learned,
            boolean[] absent,
            boolean[] silent) {
        this.evidence = evidence;
        this.features = features;
        this.totals = totals;
        this.learned = learned;
        this.absent = absent;
        this.probabilities = shares(totals, absent, silent);
        this.best = best(probabilities);
        this.bestShare = probabilities.length == 0 ? 0 : probabilities[best];
        for (int number = 0; number < totals.length; number++) {
            expected += probabilities[number] * learned[number];
        }
    }

    private static double[] shares(double[] totals, boolean[] absent, boolean[] silent) {
        double max = Double.NEGATIVE_INFINITY;
        int quiet = 0;
        for (int number = 0; number < totals.length; number++) {
            if (!absent[number]) {
                max = Math.max(max, totals[number]);
                quiet += silent[number] ? 1 : 0;
            }
        }
        double quietShare = quiet == 0 ? 0 : Math.min(quiet, SILENT_MASS_MAX) / (double) quiet;
        double[] shares = new double[totals.length];
        double sum = 0;
        for (int number = 0; number < totals.length; number++) {
            if (!absent[number] && totals[number] > max - NEGLIGIBLE) {
                shares[number] = Curves.exp(totals[number] - max) * (silent[number] ? quietShare : 1);
                sum += shares[number];
            }
        }
        for (int number = 0; number < shares.length && sum > 0; number++) {
            shares[number] /= sum;
        }
        return shares;
    }

    private static int best(double[] shares) {
        int best = 0;
        for (int number = 1; number < shares.length; number++) {
            best = shares[number] > shares[best] ? number : best;
        }
        return best;
    }

    /** The most probable, by number on the roster; of equals the one mentioned first. */
    int best() {
        return best;
    }

    /** What it has of all that the experts have together. */
    double bestShare() {
        return bestShare;
    }

    /** Makes the best as probable as {@code confidence}, and the others no more than it and than what is left. */
    void trust(double confidence) {
        if (bestShare == 0) {
            return;
        }
        double others = Math.min(confidence / bestShare, bestShare < 1 ? (1 - confidence) / (1 - bestShare) : 0);
        for (int number = 0; number < probabilities.length; number++) {
            probabilities[number] *= others;
        }
        probabilities[best] = confidence;
    }

    /** The numbers of at most {@code count} most probable, best first; of equals the one mentioned first. */
    int[] top(int count, int present) {
        int[] top = new int[Math.min(count, present)];
        double[] chances = new double[top.length];
        int size = 0;
        double least = -1;
        for (int number = 0; number < probabilities.length; number++) {
            double chance = probabilities[number];
            if (chance <= least || absent[number]) {
                continue;
            }
            int at = size < top.length ? size++ : size - 1;
            for (; at > 0 && chance > chances[at - 1]; at--) {
                top[at] = top[at - 1];
                chances[at] = chances[at - 1];
            }
            top[at] = number;
            chances[at] = chance;
            least = size < top.length ? -1 : chances[size - 1];
        }
        return top;
    }

    /** The slope of the loss by the scale of learned scores, when {@code right} is the right one. */
    double slope(int right) {
        return expected - learned[right];
    }
}
