package dev.cortex.routing.learner;

import dev.cortex.routing.text.Features;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Features as the learner sees them now: the row of each (null where nothing is known of it), weighted by inverse
 * document frequency and scaled to length 1.
 */
final class Input {
    private static final double LENGTH_MIN = 1e-9;

    private final @Nullable Row[] rows;
    private final float[] values;
    private final Rarity rarity;

    private Input(@Nullable Row[] rows, float[] values, Rarity rarity) {
        this.rows = rows;
        this.values = values;
        this.rarity = rarity;
    }

    @Nullable
    Row[] rows() {
        return rows;
    }

    float[] values() {
        return values;
    }

    static Input known(Features features, Rows table, Rarity rarity) {
        int[] ids = features.ids();
        @Nullable Row[] rows = new Row[ids.length];
        for (int at = 0; at < rows.length; at++) {
            rows[at] = table.find(ids[at]);
        }
        return weigh(features, rows, rarity);
    }

    static Input learned(Features features, Rows table, Rarity rarity) {
        int[] ids = features.ids();
        @Nullable Row[] rows = new Row[ids.length];
        for (int at = 0; at < rows.length; at++) {
            rows[at] = table.findOrAdd(ids[at]);
        }
        return weigh(features, rows, rarity);
    }

    /** What all that was learned makes of it: the score of each class below {@code classes}. */
    float[] totals(int classes, Likeness likeness) {
        float[] sums = new float[DenseRow.padded(classes)];
        Sums dense = new Sums(rows.length);
        float mass = 0;
        for (int at = 0; at < rows.length; at++) {
            mass += values[at];
            if (rows[at] instanceof DenseRow row) {
                dense.gather(row.totals(), values[at]);
            }
        }
        for (int at = 0; at < rows.length; at++) {
            if (rows[at] instanceof SparseRow row) {
                row.addTotals(values[at], values[at] * rarity.seen(row.examples), sums);
            }
        }
        dense.addTo(sums);
        likeness.level(sums, mass);
        return Arrays.copyOf(sums, classes);
    }

    /** What each of the two learners that are taught makes of it by itself. */
    Scores scores(int classes) {
        float[] softmax = new float[DenseRow.padded(classes)];
        float[] arow = new float[softmax.length];
        Sums weights = new Sums(rows.length);
        Sums means = new Sums(rows.length);
        for (int at = 0; at < rows.length; at++) {
            switch (rows[at]) {
                case DenseRow row -> {
                    weights.gather(row.weights(), values[at]);
                    means.gather(row.means(), values[at]);
                }
                case SparseRow row -> row.addScores(values[at], softmax, arow);
                case null -> {}
            }
        }
        weights.addTo(softmax);
        means.addTo(arow);
        return new Scores(Arrays.copyOf(softmax, classes), Arrays.copyOf(arow, classes));
    }

    /** Of each class, by the softmax and by AROW. Arrays of the caller's own. */
    record Scores(float[] softmax, float[] arow) {}

    private static Input weigh(Features features, @Nullable Row[] rows, Rarity rarity) {
        float[] weights = features.weights();
        float[] values = new float[rows.length];
        double square = 0;
        for (int at = 0; at < rows.length; at++) {
            Row row = rows[at];
            float value = weights[at] * rarity.of(row == null ? 0 : row.examples);
            values[at] = value;
            square += (double) value * value;
        }
        float scale = (float) (1 / Math.sqrt(Math.max(LENGTH_MIN, square)));
        for (int at = 0; at < values.length; at++) {
            values[at] *= scale;
        }
        return new Input(rows, values, rarity);
    }
}
