package dev.cortex.routing.learner;

import java.util.Arrays;

/**
 * A row of few cells, one after the other as they came. What a decision reads stands together, so that it waits for one
 * piece of memory a row:
 *
 * <pre>
 *   spoken  [ label 7, met | total | label 2, met | total | ... ]   label * 2 + (n > 0 ? 1 : 0), and the bits of a float:
 *                                                                   without what is added for having been met
 *   learned [   w G m v n          |   w G m v n          | ... ]
 * </pre>
 */
final class SparseRow extends Row {
    private static final int PAIR = 2;
    private static final int MET = 1;

    private static final int STRIDE = 5;
    private static final int WEIGHT = 0;
    private static final int GRADIENTS = 1;
    private static final int MEAN = 2;
    private static final int VARIANCE = 3;
    private static final int COUNT = 4;
    /** With fewer cells a search is as fast as an index. */
    private static final int DENSE_MIN = 8;
    /** Above one cell in so many classes: a class is added thirty times faster in line than by its number. */
    private static final int DENSE_FILL = 4;

    private int size;
    /** One more than the largest class. */
    private int span;

    private int[] spoken = new int[PAIR];
    private float[] learned = new float[STRIDE];

    SparseRow(int feature) {
        super(feature);
    }

    /** The same as {@code dense}. */
    static SparseRow of(DenseRow dense) {
        SparseRow row = new SparseRow(dense.feature);
        row.examples = dense.examples;
        dense.forEach((label, weight, squares, mean, variance, count) -> {
            int at = row.add(label);
            int cell = at * STRIDE;
            row.learned[cell + WEIGHT] = weight;
            row.learned[cell + GRADIENTS] = squares;
            row.learned[cell + MEAN] = mean;
            row.learned[cell + VARIANCE] = variance;
            row.learned[cell + COUNT] = count;
            row.total(at);
        });
        return row;
    }

    @Override
    int room() {
        return size;
    }

    @Override
    int roomFor(int label) {
        return 1;
    }

    @Override
    int find(int label) {
        for (int at = 0; at < size; at++) {
            if (label(at) == label) {
                return at;
            }
        }
        return ABSENT;
    }

    @Override
    int add(int label) {
        if (size * PAIR == spoken.length) {
            int room = size + (size >> 1) + 1;
            spoken = Arrays.copyOf(spoken, room * PAIR);
            learned = Arrays.copyOf(learned, room * STRIDE);
        }
        spoken[size * PAIR] = label << 1;
        learned[size * STRIDE + VARIANCE] = VARIANCE_AT_FIRST;
        span = Math.max(span, label + 1);
        return size++;
    }

    /** Adds what this feature, as heavy as {@code value}, says for each class; {@code seen} for having been met there. */
    void addTotals(float value, float seen, float[] sums) {
        int[] pairs = spoken;
        int end = size * PAIR;
        for (int at = 0; at < end; at += PAIR) {
            int label = pairs[at];
            sums[label >> 1] += value * Float.intBitsToFloat(pairs[at + 1]) + seen * (label & MET);
        }
    }

    /** Adds what each of the two learners that are taught makes of it by itself. */
    void addScores(float value, float[] softmax, float[] arow) {
        for (int at = 0; at < size; at++) {
            int label = label(at);
            softmax[label] += value * learned[at * STRIDE + WEIGHT];
            arow[label] += value * learned[at * STRIDE + MEAN];
        }
    }

    private int label(int at) {
        return spoken[at * PAIR] >> 1;
    }

    @Override
    float spoken(int at) {
        return Float.intBitsToFloat(spoken[at * PAIR + 1]);
    }

    private void speak(int at, float total) {
        spoken[at * PAIR + 1] = Float.floatToRawIntBits(total);
    }

    @Override
    void descend(int at, float gradient, float rate, float damping) {
        int cell = at * STRIDE;
        float squares = learned[cell + GRADIENTS] + gradient * gradient;
        float step = adagrad(gradient, squares, rate, damping);
        learned[cell + GRADIENTS] = squares;
        learned[cell + WEIGHT] -= step;
        speak(at, spoken(at) - step);
    }

    @Override
    float variance(int at) {
        return at == ABSENT ? VARIANCE_AT_FIRST : learned[at * STRIDE + VARIANCE];
    }

    @Override
    void move(int at, float push, float trust, float value) {
        if (at == ABSENT) {
            return;
        }
        int cell = at * STRIDE;
        float variance = learned[cell + VARIANCE];
        float step = push * variance * value;
        learned[cell + MEAN] += step;
        learned[cell + VARIANCE] = trusted(variance, trust, value);
        speak(at, spoken(at) + MARGIN_WEIGHT * step);
    }

    /** A rare feature: how rare is looked up with every decision, so that {@code seen} is not kept. */
    @Override
    void count(int at, float strength, float seen) {
        learned[at * STRIDE + COUNT] += strength;
        total(at);
    }

    @Override
    void loosen(float share) {
        for (int at = 0; at < size; at++) {
            int cell = at * STRIDE;
            learned[cell + WEIGHT] *= share;
            learned[cell + GRADIENTS] *= share;
            learned[cell + MEAN] *= share;
            learned[cell + VARIANCE] = VARIANCE_AT_FIRST;
            learned[cell + COUNT] = 0;
            total(at);
        }
    }

    @Override
    boolean isMisfit() {
        return size >= DENSE_MIN && size * DENSE_FILL >= span;
    }

    @Override
    Row fit(float seen) {
        return DenseRow.of(this, span, seen);
    }

    @Override
    void forEach(CellReader reader) {
        for (int at = 0; at < size; at++) {
            int cell = at * STRIDE;
            reader.read(
                    label(at),
                    learned[cell + WEIGHT],
                    learned[cell + GRADIENTS],
                    learned[cell + MEAN],
                    learned[cell + VARIANCE],
                    learned[cell + COUNT]);
        }
    }

    /** Anew, from all that was learned. */
    private void total(int at) {
        int cell = at * STRIDE;
        float count = learned[cell + COUNT];
        spoken[at * PAIR] = label(at) << 1 | (count > 0 ? MET : 0);
        speak(at, learned[cell + WEIGHT] + MARGIN_WEIGHT * learned[cell + MEAN] + Likeness.ofCount(count));
    }

    @Override
    Row copy() {
        SparseRow copy = new SparseRow(feature);
        copy.examples = examples;
        copy.size = size;
        copy.span = span;
        copy.spoken = Arrays.copyOf(spoken, size * PAIR);
        copy.learned = Arrays.copyOf(learned, size * STRIDE);
        return copy;
    }

    @Override
    void writeCells(StateWriter out) {
        out.integer(size);
        out.integer(span);
        out.integers(spoken, size * PAIR);
        out.reals(learned, size * STRIDE);
    }

    static SparseRow read(int feature, StateReader in) {
        SparseRow row = new SparseRow(feature);
        row.size = in.integer();
        row.span = in.integer();
        row.spoken = in.integers(row.size * PAIR);
        row.learned = in.reals(row.size * STRIDE);
        return row;
    }
}
