package dev.cortex.routing.learner;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Multinomial logistic regression learned one example at a time, each weight with its own rate (AdaGrad: Duchi, Hazan,
 * Singer 2011): {@code w -= RATE * g / sqrt(sum of g*g)}. Its probabilities are what confidence is made of.
 *
 * <p>Beside the classes stands a background of constant score 0, "none of those known": without it the first class
 * ever seen would be certain at once and nothing would be learned about it. Classes of negligible probability are left
 * out of an update, so that its cost and the model's size follow the few classes that are confused with each other.
 */
final class Softmax {
    private static final float RATE = 1;
    private static final float DAMPING = 0.001f;
    private static final float NEGLIGIBLE = 0.03f;
    /** So far below the best a class has no share worth an exponential. */
    private static final float RANGE = 16;

    private Softmax() {}

    /** Probabilities over the classes that were seen; the background has the rest. */
    static float[] probabilities(float[] scores, boolean[] seen) {
        float max = 0;
        for (int label = 0; label < scores.length; label++) {
            max = seen[label] ? Math.max(max, scores[label]) : max;
        }
        float[] shares = new float[scores.length];
        double sum = Curves.exp(-max);
        for (int label = 0; label < scores.length; label++) {
            if (seen[label] && scores[label] > max - RANGE) {
                shares[label] = (float) Curves.exp(scores[label] - max);
                sum += shares[label];
            }
        }
        for (int label = 0; label < shares.length; label++) {
            shares[label] /= (float) sum;
        }
        return shares;
    }

    /**
     * Towards {@code right}, down the gradient of -log p(right). The strength scales the step and not the gradient,
     * because AdaGrad would divide it out again.
     */
    static void confirm(Rows rows, Input input, float[] probabilities, int right, float strength) {
        float[] slope = new float[probabilities.length];
        for (int label = 0; label < slope.length; label++) {
            float share = probabilities[label];
            slope[label] = share < NEGLIGIBLE ? 0 : share;
        }
        slope[right] = probabilities[right] - 1;
        descend(rows, input, slope, strength);
    }

    /** Away from {@code wrong}: down the gradient of -log(1 - p(wrong)); who is right is not known. */
    static void refute(Rows rows, Input input, float[] probabilities, int wrong, float strength) {
        float share = probabilities[wrong];
        float rest = Math.max(1 - share, NEGLIGIBLE);
        float[] slope = new float[probabilities.length];
        for (int label = 0; label < slope.length; label++) {
            float other = probabilities[label];
            slope[label] = other < NEGLIGIBLE ? 0 : -share * other / rest;
        }
        slope[wrong] = share;
        descend(rows, input, slope, strength);
    }

    private static void descend(Rows table, Input input, float[] slope, float strength) {
        int[] moved = nonZero(slope);
        for (int at = 0; at < input.rows().length; at++) {
            @Nullable Row row = input.rows()[at];
            float value = input.values()[at];
            if (row == null || value == 0) {
                continue;
            }
            for (int label : moved) {
                int cell = table.cell(row, label);
                if (cell != Row.ABSENT) {
                    row.descend(cell, slope[label] * value, RATE * strength, DAMPING);
                }
            }
        }
    }

    private static int[] nonZero(float[] slope) {
        int[] labels = new int[slope.length];
        int count = 0;
        for (int label = 0; label < slope.length; label++) {
            if (slope[label] != 0) {
                labels[count++] = label;
            }
        }
        return Arrays.copyOf(labels, count);
    }
}
