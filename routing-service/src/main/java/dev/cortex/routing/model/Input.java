package dev.cortex.routing.model;

import dev.cortex.routing.text.Features;
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
        float[] sums = new float[classes];
        float mass = 0;
        for (int at = 0; at < rows.length; at++) {
            Row row = rows[at];
            mass += values[at];
            if (row != null) {
                row.addTotals(values[at], values[at] * rarity.seen(row.examples), sums);
            }
        }
        likeness.level(sums, mass);
        return sums;
    }

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
