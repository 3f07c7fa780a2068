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

    private Input(@Nullable Row[] rows, float[] values) {
        this.rows = rows;
        this.values = values;
    }

    @Nullable
    Row[] rows() {
        return rows;
    }

    float[] values() {
        return values;
    }

    static Input known(Features features, Rows table, Rarity rarity) {
        @Nullable Row[] rows = new Row[features.size()];
        for (int at = 0; at < rows.length; at++) {
            rows[at] = table.find(features.ids()[at]);
        }
        return weigh(features, rows, rarity);
    }

    static Input learned(Features features, Rows table, Rarity rarity) {
        @Nullable Row[] rows = new Row[features.size()];
        for (int at = 0; at < rows.length; at++) {
            rows[at] = table.findOrAdd(features.ids()[at]);
        }
        return weigh(features, rows, rarity);
    }

    private static Input weigh(Features features, @Nullable Row[] rows, Rarity rarity) {
        float[] values = new float[rows.length];
        double square = 0;
        for (int at = 0; at < rows.length; at++) {
            Row row = rows[at];
            float value = features.weights()[at] * rarity.of(row == null ? 0 : row.examples);
            values[at] = value;
            square += (double) value * value;
        }
        float scale = (float) (1 / Math.sqrt(Math.max(LENGTH_MIN, square)));
        for (int at = 0; at < values.length; at++) {
            values[at] *= scale;
        }
        return new Input(rows, values);
    }
}
