package dev.cortex.routing.learner;

import org.jspecify.annotations.Nullable;

/**
 * Adaptive regularisation of weights (Crammer, Kulesza, Dredze 2009) with a diagonal covariance, for many classes: the
 * right class is held against the best wrong one. It learns from margins where the softmax learns from probabilities,
 * and the sum of the two ranks better than either.
 *
 * <pre>
 *   v = sum of x*x * (variance of right + variance of rival)      b = 1 / (v + R)      a = (1 - margin) * b
 *   mean of right += a * variance * x     mean of rival -= a * variance * x     variance -= b * variance^2 * x*x
 * </pre>
 */
final class Arow {
    private static final float REGULARISATION = 1;
    private static final float MARGIN = 1;

    private Arow() {}

    /** The best class other than {@code label}, or -1 when there is none. */
    static int rival(float[] scores, boolean[] seen, int label) {
        int best = -1;
        for (int other = 0; other < scores.length; other++) {
            if (seen[other] && other != label && (best < 0 || scores[other] > scores[best])) {
                best = other;
            }
        }
        return best;
    }

    static boolean holds(float[] scores, int right, int rival) {
        return rival < 0 || scores[right] - scores[rival] >= MARGIN;
    }

    static void learn(Rows table, Input input, float[] scores, int right, int rival) {
        @Nullable Row[] rows = input.rows();
        int[] rights = new int[rows.length];
        int[] rivals = new int[rows.length];
        float spread = 0;
        for (int at = 0; at < rows.length; at++) {
            Row row = rows[at];
            if (row != null) {
                rights[at] = table.cell(row, right);
                rivals[at] = table.cell(row, rival);
                float value = input.values()[at];
                spread += value * value * (row.variance(rights[at]) + row.variance(rivals[at]));
            }
        }
        float trust = 1 / (spread + REGULARISATION);
        float push = (MARGIN - scores[right] + scores[rival]) * trust;
        for (int at = 0; at < rows.length; at++) {
            Row row = rows[at];
            if (row != null) {
                float value = input.values()[at];
                row.move(rights[at], push, trust, value);
                row.move(rivals[at], -push, trust, value);
            }
        }
    }

    /** Whether {@code wrong} is as far below 0 as a right class is to be above its rival. */
    static boolean isRefuted(float[] scores, int wrong) {
        return scores[wrong] <= -MARGIN;
    }

    /** Away from {@code wrong} alone, as the negative example of a binary AROW: who is right is not known. */
    static void refute(Rows table, Input input, float[] scores, int wrong, float strength) {
        @Nullable Row[] rows = input.rows();
        int[] wrongs = new int[rows.length];
        float spread = 0;
        for (int at = 0; at < rows.length; at++) {
            Row row = rows[at];
            if (row != null) {
                wrongs[at] = table.cell(row, wrong);
                float value = input.values()[at];
                spread += value * value * row.variance(wrongs[at]);
            }
        }
        float trust = strength / (spread + REGULARISATION);
        float push = (MARGIN + scores[wrong]) * trust;
        for (int at = 0; at < rows.length; at++) {
            Row row = rows[at];
            if (row != null) {
                row.move(wrongs[at], -push, trust, input.values()[at]);
            }
        }
    }
}
