package dev.cortex.routing.model;

import dev.cortex.routing.text.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one feature: how many examples had it, and for each class that it ever spoke for or against a cell.
 * Most features concern few classes, so that a model of thousands of classes stays small.
 *
 * <pre>
 *   classes  [     7     |     2     | ... ]
 *   totals   [     t     |     t     | ... ]   all that a decision reads: w + MARGIN * m + LIKENESS * log n
 *   cells    [ w G m v n | w G m v n | ... ]   w, G: softmax weight and its sum of squared gradients (AdaGrad)
 *                                              m, v: mean and variance of AROW
 *                                              n: examples of the class that had the feature (Likeness)
 * </pre>
 *
 * <p>INVARIANT: the first {@code owned} cells are those whose n is more than 0, so that what a decision adds for having
 * been seen in a class needs no test a cell.
 */
final class Row {
    static final int STRIDE = 5;
    static final int WEIGHT = 0;
    static final int GRADIENTS = 1;
    static final int MEAN = 2;
    static final int VARIANCE = 3;
    static final int COUNT = 4;
    static final int ABSENT = -1;
    static final float VARIANCE_AT_FIRST = 1;
    /** How often a growing row looks whether it has become wide: every eighth cell. */
    private static final int WIDENING = 7;
    /** A difference in score that is not worth laying out a row anew. */
    private static final float LIFT_STEP = 0.01f;
    /** What the margin of AROW counts beside the score of the softmax. */
    static final float MARGIN_WEIGHT = 4;

    final int feature;
    int examples;
    /** What is added for having been met in a class, as of the latest example: {@link #rarity}. */
    float lift;

    int size;
    int owned;
    int[] classes = new int[1];
    float[] totals = new float[1];
    float[] cells = new float[STRIDE];
    private @Nullable Wide wide;

    Row(int feature) {
        this.feature = feature;
    }

    /** Which cell is that of {@code label}, or {@link #ABSENT}. */
    int find(int label) {
        if (wide != null) {
            return wide.find(label);
        }
        for (int at = 0; at < size; at++) {
            if (classes[at] == label) {
                return at;
            }
        }
        return ABSENT;
    }

    /** The new cell of {@code label}, which has none yet. */
    int add(int label) {
        if (size == classes.length) {
            int room = size + (size >> 1) + 1;
            classes = Arrays.copyOf(classes, room);
            totals = Arrays.copyOf(totals, room);
            cells = Arrays.copyOf(cells, room * STRIDE);
        }
        classes[size] = label;
        cells[size * STRIDE + VARIANCE] = VARIANCE_AT_FIRST;
        size++;
        if (wide != null && wide.spans(label)) {
            wide.set(this, size - 1);
        } else if (wide != null || (size & WIDENING) == 0) {
            wide = Wide.of(this);
        }
        return size - 1;
    }

    /** Adds what this feature, as heavy as {@code value}, says for each class; {@code seen} for having been seen there. */
    void addTotals(float value, float seen, float[] sums) {
        if (wide != null) {
            wide.addTotals(value, sums);
            return;
        }
        int[] labels = classes;
        float[] totals = this.totals;
        for (int at = 0; at < owned; at++) {
            sums[labels[at]] += value * totals[at] + seen;
        }
        for (int at = owned; at < size; at++) {
            sums[labels[at]] += value * totals[at];
        }
    }

    /** Adds what each of the two learners that are taught makes of it by itself. */
    void addScores(float value, float[] softmax, float[] arow) {
        if (wide != null) {
            wide.addScores(value, softmax, arow);
            return;
        }
        for (int at = 0; at < size; at++) {
            int label = classes[at];
            softmax[label] += value * cells[at * STRIDE + WEIGHT];
            arow[label] += value * cells[at * STRIDE + MEAN];
        }
    }

    /** One step of the softmax down {@code gradient}. */
    void descend(int at, float gradient, float rate, float damping) {
        int cell = at * STRIDE;
        float sum = cells[cell + GRADIENTS] + gradient * gradient;
        float step = rate * gradient / (float) Math.sqrt(sum + damping);
        cells[cell + GRADIENTS] = sum;
        cells[cell + WEIGHT] -= step;
        totals[at] -= step;
        changed(at);
    }

    float variance(int at) {
        return at == ABSENT ? VARIANCE_AT_FIRST : cells[at * STRIDE + VARIANCE];
    }

    /** One step of AROW; nothing where there was no room for the cell. */
    void move(int at, float push, float trust, float value) {
        if (at == ABSENT) {
            return;
        }
        int cell = at * STRIDE;
        float variance = cells[cell + VARIANCE];
        float step = push * variance * value;
        cells[cell + MEAN] += step;
        cells[cell + VARIANCE] = variance - trust * variance * variance * value * value;
        totals[at] += MARGIN_WEIGHT * step;
        changed(at);
    }

    /** An example of the cell's class had the feature. */
    void count(int at, float strength) {
        int place = at;
        if (at >= owned) {
            place = owned++;
            swap(at, place);
        }
        cells[place * STRIDE + COUNT] += strength;
        total(place);
    }

    /**
     * The feature is as rare now as {@code seen} says. A wide row is common, so that this hardly changes any more, and
     * takes it over only when it has.
     */
    void rarity(float seen) {
        if (wide == null) {
            lift = seen;
        } else if (Math.abs(seen - lift) > LIFT_STEP) {
            lift = seen;
            wide = Wide.of(this);
        }
    }

    /** Believes a share of what it believed, counts anew, and is ready to learn fast again. */
    void loosen(float share) {
        owned = 0;
        for (int at = 0; at < size; at++) {
            int cell = at * STRIDE;
            cells[cell + WEIGHT] *= share;
            cells[cell + GRADIENTS] *= share;
            cells[cell + MEAN] *= share;
            cells[cell + VARIANCE] = VARIANCE_AT_FIRST;
            cells[cell + COUNT] = 0;
            total(at);
        }
    }

    private void total(int at) {
        int cell = at * STRIDE;
        totals[at] = cells[cell + WEIGHT] + MARGIN_WEIGHT * cells[cell + MEAN] + Likeness.ofCount(cells[cell + COUNT]);
        changed(at);
    }

    private void changed(int at) {
        if (wide != null) {
            wide.set(this, at);
        }
    }

    private void swap(int one, int other) {
        if (one == other) {
            return;
        }
        int label = classes[one];
        classes[one] = classes[other];
        classes[other] = label;
        float total = totals[one];
        totals[one] = totals[other];
        totals[other] = total;
        for (int part = 0; part < STRIDE; part++) {
            float value = cells[one * STRIDE + part];
            cells[one * STRIDE + part] = cells[other * STRIDE + part];
            cells[other * STRIDE + part] = value;
        }
        changed(one);
        changed(other);
    }

    Row copy() {
        Row copy = new Row(feature);
        copy.examples = examples;
        copy.size = size;
        copy.owned = owned;
        copy.lift = lift;
        copy.classes = Arrays.copyOf(classes, size);
        copy.totals = Arrays.copyOf(totals, size);
        copy.cells = Arrays.copyOf(cells, size * STRIDE);
        copy.wide = Wide.of(copy);
        return copy;
    }

    void write(StateWriter out) {
        out.integer(feature);
        out.integer(examples);
        out.integer(size);
        out.integer(owned);
        out.real(lift);
        out.integers(classes, size);
        out.reals(totals, size);
        out.reals(cells, size * STRIDE);
    }

    static Row read(StateReader in) {
        Row row = new Row(in.integer());
        row.examples = in.integer();
        row.size = in.integer();
        row.owned = in.integer();
        row.lift = (float) in.real();
        row.classes = in.integers(row.size);
        row.totals = in.reals(row.size);
        row.cells = in.reals(row.size * STRIDE);
        row.wide = Wide.of(row);
        return row;
    }

    long hash() {
        long hash = Hash.add(Hash.add(Hash.SEED, feature), examples);
        for (int at = 0; at < size; at++) {
            hash = Hash.add(hash, classes[at]);
            for (int part = 0; part < STRIDE; part++) {
                hash = Hash.add(hash, Float.floatToIntBits(cells[at * STRIDE + part]));
            }
        }
        return hash;
    }
}
