package dev.cortex.routing.model;

import org.jspecify.annotations.Nullable;

/**
 * A row that most classes have a cell in, laid out by class: a decision adds it up in straight lines, which the compiler
 * turns into vector instructions, and a cell is found without a search. Costs up to 32 bytes a cell more, so only rows
 * that are at least half full are wide.
 */
final class Wide {
    private static final int CELLS_MIN = 16;

    /** The cell of each class, plus 1. */
    private final int[] places;

    /** With what is added for having been met in the class. */
    private final float[] totals;

    private final float[] weights;
    private final float[] means;

    private Wide(int span) {
        places = new int[span];
        weights = new float[span];
        means = new float[span];
        totals = new float[span];
    }

    /** Of the row, or null when it is not full enough. */
    static @Nullable Wide of(Row row) {
        if (row.size < CELLS_MIN) {
            return null;
        }
        int span = 0;
        for (int at = 0; at < row.size; at++) {
            span = Math.max(span, row.classes[at] + 1);
        }
        if (row.size * 2 < span) {
            return null;
        }
        Wide wide = new Wide(span);
        for (int at = 0; at < row.size; at++) {
            wide.set(row, at);
        }
        return wide;
    }

    /** Whether a new cell of {@code label} has room. */
    boolean spans(int label) {
        return label < places.length;
    }

    int find(int label) {
        return label < places.length ? places[label] - 1 : Row.ABSENT;
    }

    /** The cell has changed, or its place. */
    void set(Row row, int at) {
        int label = row.classes[at];
        places[label] = at + 1;
        totals[label] = row.totals[at] + (at < row.owned ? row.lift : 0);
        weights[label] = row.cells[at * Row.STRIDE + Row.WEIGHT];
        means[label] = row.cells[at * Row.STRIDE + Row.MEAN];
    }

    void addTotals(float value, float[] sums) {
        float[] mine = totals;
        int count = Math.min(sums.length, mine.length);
        for (int label = 0; label < count; label++) {
            sums[label] += value * mine[label];
        }
    }

    void addScores(float value, float[] softmax, float[] arow) {
        float[] w = weights;
        float[] m = means;
        int count = Math.min(Math.min(softmax.length, arow.length), w.length);
        for (int label = 0; label < count; label++) {
            softmax[label] += value * w[label];
            arow[label] += value * m[label];
        }
    }
}
