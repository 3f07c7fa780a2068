package dev.cortex.routing.model;

import dev.cortex.routing.text.Hash;
import java.util.Arrays;

/**
 * What is known of one feature: how many examples had it, and for each class that it ever spoke for or against a cell
 * of four numbers. Most features concern few classes, so that a model of thousands of classes stays small.
 *
 * <pre>
 *   classes  [    7    |    2    | ... ]
 *   cells    [ w G m v | w G m v | ... ]   w, G: softmax weight and its sum of squared gradients (AdaGrad)
 *                                          m, v: mean and variance of AROW
 * </pre>
 */
final class Row {
    static final int STRIDE = 4;
    static final int WEIGHT = 0;
    static final int GRADIENTS = 1;
    static final int MEAN = 2;
    static final int VARIANCE = 3;
    static final int ABSENT = -1;
    static final float VARIANCE_AT_FIRST = 1;

    final int feature;
    int examples;
    int size;
    int[] classes = new int[2];
    float[] cells = new float[2 * STRIDE];

    Row(int feature) {
        this.feature = feature;
    }

    /** Where the cell of {@code label} starts, or {@link #ABSENT}. */
    int find(int label) {
        for (int at = 0; at < size; at++) {
            if (classes[at] == label) {
                return at * STRIDE;
            }
        }
        return ABSENT;
    }

    /** Where the new cell of {@code label}, which has none yet, starts. */
    int add(int label) {
        if (size == classes.length) {
            int room = size + (size >> 1) + 1;
            classes = Arrays.copyOf(classes, room);
            cells = Arrays.copyOf(cells, room * STRIDE);
        }
        int cell = size * STRIDE;
        classes[size++] = label;
        cells[cell + VARIANCE] = VARIANCE_AT_FIRST;
        return cell;
    }

    float variance(int label) {
        int cell = find(label);
        return cell == ABSENT ? VARIANCE_AT_FIRST : cells[cell + VARIANCE];
    }

    Row copy() {
        Row copy = new Row(feature);
        copy.examples = examples;
        copy.size = size;
        copy.classes = Arrays.copyOf(classes, size);
        copy.cells = Arrays.copyOf(cells, size * STRIDE);
        return copy;
    }

    /** Believes a share of what it believed, and is ready to learn fast again. */
    void loosen(float share) {
        for (int cell = 0; cell < size * STRIDE; cell += STRIDE) {
            cells[cell + WEIGHT] *= share;
            cells[cell + GRADIENTS] *= share;
            cells[cell + MEAN] *= share;
            cells[cell + VARIANCE] = VARIANCE_AT_FIRST;
        }
    }

    void write(StateWriter out) {
        out.integer(feature);
        out.integer(examples);
        out.integer(size);
        out.integers(classes, size);
        out.reals(cells, size * STRIDE);
    }

    static Row read(StateReader in) {
        Row row = new Row(in.integer());
        row.examples = in.integer();
        row.size = in.integer();
        row.classes = in.integers(row.size);
        row.cells = in.reals(row.size * STRIDE);
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
