package dev.cortex.routing.model;

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
        float margin = scores[right] - scores[rival];
        float spread = 0;
        for (int at = 0; at < input.rows().length; at++) {
            @Nullable Row row = input.rows()[at];
            if (row != null) {
                float value = input.values()[at];
                spread += value * value * (row.variance(right) + row.variance(rival));
            }
        }
        float trust = 1 / (spread + REGULARISATION);
        float push = (MARGIN - margin) * trust;
        for (int at = 0; at < input.rows().length; at++) {
            @Nullable Row row = input.rows()[at];
            if (row != null) {
                move(row, table.cell(row, right), push, trust, input.values()[at]);
                move(row, table.cell(row, rival), -push, trust, input.values()[at]);
            }
        }
    }

    private static void move(Row row, int cell, float push, float trust, float value) {
        if (cell == Row.ABSENT) {
            return;
        }
        float variance = row.cells[cell + Row.VARIANCE];
        row.cells[cell + Row.MEAN] += push * variance * value;
        row.cells[cell + Row.VARIANCE] = variance - trust * variance * variance * value * value;
    }
}
