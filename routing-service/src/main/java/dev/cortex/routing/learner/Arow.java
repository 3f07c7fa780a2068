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
        int[] rights = cells(table, input, right);
        int[] rivals = cells(table, input, rival);
        float trust = 1 / (spread(input, rights) + spread(input, rivals) + REGULARISATION);
        float push = (MARGIN - scores[right] + scores[rival]) * trust;
        move(input, rights, push, trust);
        move(input, rivals, -push, trust);
    }

    /** Whether {@code wrong} is as far below 0 as a right class is to be above its rival. */
    static boolean isRefuted(float[] scores, int wrong) {
        return scores[wrong] <= -MARGIN;
    }

    /** Away from {@code wrong} alone, as the negative example of a binary AROW: who is right is not known. */
    static void refute(Rows table, Input input, float[] scores, int wrong, float strength) {
        int[] wrongs = cells(table, input, wrong);
        float trust = strength / (spread(input, wrongs) + REGULARISATION);
        move(input, wrongs, -(MARGIN + scores[wrong]) * trust, trust);
    }

    /** The cell of {@code label} in each row. */
    private static int[] cells(Rows table, Input input, int label) {
        @Nullable Row[] rows = input.rows();
        int[] cells = new int[rows.length];
        for (int at = 0; at < rows.length; at++) {
            Row row = rows[at];
            cells[at] = row == null ? Row.ABSENT : table.cell(row, label);
        }
        return cells;
    }

    private static float spread(Input input, int[] cells) {
        float spread = 0;
        for (int at = 0; at < cells.length; at++) {
            Row row = input.rows()[at];
            float value = input.values()[at];
            spread += row == null ? 0 : value * value * row.variance(cells[at]);
        }
        return spread;
    }

    private static void move(Input input, int[] cells, float push, float trust) {
        for (int at = 0; at < cells.length; at++) {
            Row row = input.rows()[at];
            if (row != null) {
                row.move(cells[at], push, trust, input.values()[at]);
            }
        }
    }
}
