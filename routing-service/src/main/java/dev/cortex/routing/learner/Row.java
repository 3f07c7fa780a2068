package dev.cortex.routing.learner;

import dev.cortex.routing.text.Hash;

/**
 * What is known of one feature: how many examples had it, and for each class that it ever spoke for or against a cell.
 *
 * <pre>
 *   w, G   weight of the softmax and its sum of squared gradients (AdaGrad)
 *   m, v   mean and variance of AROW
 *   n      examples of the class that had the feature (Likeness)
 *   total  all that a decision reads: w + MARGIN_WEIGHT * m + LIKENESS * log n, and where n > 0 for having been met there
 * </pre>
 *
 * <p>Most features concern few classes, so that a model of thousands of classes stays small: those are a
 * {@link SparseRow}. The few that many classes have a cell in are most of what a decision adds up: those are a
 * {@link DenseRow}, without a search and in straight lines. A row changes from one to the other at the end of a lesson
 * ({@link Rows#settle}); which it is, is part of the state, because sums in another order differ in their last bit.
 */
abstract sealed class Row permits SparseRow, DenseRow {
    static final int ABSENT = -1;
    static final float VARIANCE_AT_FIRST = 1;
    /** What the margin of AROW counts beside the score of the softmax. */
    static final float MARGIN_WEIGHT = 4;

    private static final int SPARSE = 0;
    private static final int DENSE = 1;

    final int feature;
    int examples;

    Row(int feature) {
        this.feature = feature;
    }

    /** How many cells there is memory for. */
    abstract int room();

    /** How much more memory a cell of {@code label}, which has none yet, takes, in cells. */
    abstract int roomFor(int label);

    /** Which cell is that of {@code label}, or {@link #ABSENT}. */
    abstract int find(int label);

    /** The new cell of {@code label}, which has none yet. */
    abstract int add(int label);

    /** What a decision reads of a cell, without what having been met there adds. */
    abstract float spoken(int at);

    /** One step of the softmax down {@code gradient}. */
    abstract void descend(int at, float gradient, float rate, float damping);

    abstract float variance(int at);

    /** One step of AROW; nothing where there was no room for the cell. */
    abstract void move(int at, float push, float trust, float value);

    /** An example of the cell's class had the feature; having been met there now adds {@code seen} ({@link Rarity}). */
    abstract void count(int at, float strength, float seen);

    /** Believes a share of what it believed, counts anew, and is ready to learn fast again. */
    abstract void loosen(float share);

    /** Whether the other layout has become the better one. */
    abstract boolean isMisfit();

    /** The same in the other layout, where having been met in a class now adds {@code seen}. */
    abstract Row fit(float seen);

    abstract void forEach(CellReader reader);

    abstract Row copy();

    /** One cell, told to somebody else. */
    interface CellReader {
        void read(int label, float weight, float squares, float mean, float variance, float count);
    }

    /** The same in either layout, and in whatever order the cells came. */
    final long hash() {
        long[] hash = {Hash.add(Hash.add(Hash.SEED, feature), examples)};
        forEach((label, weight, squares, mean, variance, count) -> {
            long cell = Hash.add(Hash.SEED, label);
            cell = Hash.add(Hash.add(cell, Float.floatToIntBits(weight)), Float.floatToIntBits(squares));
            cell = Hash.add(Hash.add(cell, Float.floatToIntBits(mean)), Float.floatToIntBits(variance));
            hash[0] += Hash.add(cell, Float.floatToIntBits(count));
        });
        return hash[0];
    }

    abstract void writeCells(StateWriter out);

    final void write(StateWriter out) {
        out.integer(this instanceof DenseRow ? DENSE : SPARSE);
        out.integer(feature);
        out.integer(examples);
        writeCells(out);
    }

    static Row read(StateReader in) {
        boolean dense = in.integer() == DENSE;
        int feature = in.integer();
        int examples = in.integer();
        Row row = dense ? DenseRow.read(feature, in) : SparseRow.read(feature, in);
        row.examples = examples;
        return row;
    }

    static float adagrad(float gradient, float squares, float rate, float damping) {
        return rate * gradient / (float) Math.sqrt(squares + damping);
    }

    static float trusted(float variance, float trust, float value) {
        return variance - trust * variance * variance * value * value;
    }
}
