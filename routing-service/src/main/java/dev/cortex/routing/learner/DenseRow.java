package dev.cortex.routing.learner;

import java.util.Arrays;

/**
 * A row that many classes have a cell in, by class: an array for each part that is added up for all classes, and one
 * for what is only learned by. A cell is found without a search, and a decision adds up several rows at a time in
 * straight lines ({@link Sums}), which the compiler turns into vector instructions.
 *
 * <pre>
 *   totals, weights, means  [   t   |   t   | ... ]
 *   learned                 [ G v n | G v n | ... ]
 * </pre>
 *
 * <p>A class without a cell has 0 everywhere, its variance too, which no cell has.
 */
final class DenseRow extends Row {
    /** The span is a multiple of this, so that rows of one model are equally long and fill whole vectors. */
    private static final int LANES = 16;
    /** A difference in score that is not worth going over a row for. */
    private static final float LIFT_STEP = 0.01f;

    private static final int STRIDE = 3;
    private static final int GRADIENTS = 0;
    private static final int VARIANCE = 1;
    private static final int COUNT = 2;

    /** Below one cell in so many classes. */
    private static final int SPARSE_FILL = 10;

    private int size;
    private float[] totals;
    private float[] weights;
    private float[] means;
    private float[] learned;
    /** What is in the total of every class that the feature was met in. */
    private float lift;

    private DenseRow(int feature, int span) {
        super(feature);
        totals = new float[span];
        weights = new float[span];
        means = new float[span];
        learned = new float[span * STRIDE];
    }

    /** The same as {@code sparse}, that has classes below {@code classes}. */
    static DenseRow of(SparseRow sparse, int classes, float seen) {
        DenseRow row = new DenseRow(sparse.feature, padded(classes));
        row.examples = sparse.examples;
        row.lift = seen;
        sparse.forEach((label, weight, squares, mean, variance, count) -> {
            row.size++;
            row.weights[label] = weight;
            row.means[label] = mean;
            row.learned[label * STRIDE + GRADIENTS] = squares;
            row.learned[label * STRIDE + VARIANCE] = variance;
            row.learned[label * STRIDE + COUNT] = count;
            row.total(label);
        });
        return row;
    }

    /** The length of an array of sums for {@code classes}. */
    static int padded(int classes) {
        return (classes + LANES - 1) / LANES * LANES;
    }

    /** All that a decision reads, by class. Like the other two for adding up, not to be written to. */
    float[] totals() {
        return totals;
    }

    /** Of the softmax, by class. */
    float[] weights() {
        return weights;
    }

    /** Of AROW, by class. */
    float[] means() {
        return means;
    }

    @Override
    int room() {
        return totals.length;
    }

    @Override
    int roomFor(int label) {
        return Math.max(0, padded(label + 1) - totals.length);
    }

    @Override
    int find(int label) {
        return label < totals.length && learned[label * STRIDE + VARIANCE] != 0 ? label : ABSENT;
    }

    @Override
    int add(int label) {
        if (label >= totals.length) {
            grow(padded(label + 1));
        }
        learned[label * STRIDE + VARIANCE] = VARIANCE_AT_FIRST;
        size++;
        return label;
    }

    private void grow(int span) {
        totals = Arrays.copyOf(totals, span);
        weights = Arrays.copyOf(weights, span);
        means = Arrays.copyOf(means, span);
        learned = Arrays.copyOf(learned, span * STRIDE);
    }

    @Override
    float spoken(int at) {
        return learned[at * STRIDE + COUNT] > 0 ? totals[at] - lift : totals[at];
    }

    @Override
    void descend(int at, float gradient, float rate, float damping) {
        float squares = learned[at * STRIDE + GRADIENTS] + gradient * gradient;
        float step = adagrad(gradient, squares, rate, damping);
        learned[at * STRIDE + GRADIENTS] = squares;
        weights[at] -= step;
        totals[at] -= step;
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
        float variance = learned[at * STRIDE + VARIANCE];
        float step = push * variance * value;
        learned[at * STRIDE + VARIANCE] = trusted(variance, trust, value);
        means[at] += step;
        totals[at] += MARGIN_WEIGHT * step;
    }

    /** The feature is common, so that {@code seen} hardly changes any more: the row takes it over only when it has. */
    @Override
    void count(int at, float strength, float seen) {
        learned[at * STRIDE + COUNT] += strength;
        if (Math.abs(seen - lift) > LIFT_STEP) {
            lift(seen - lift);
        }
        total(at);
    }

    private void lift(float more) {
        lift += more;
        for (int label = 0; label < totals.length; label++) {
            totals[label] += learned[label * STRIDE + COUNT] > 0 ? more : 0;
        }
    }

    @Override
    void loosen(float share) {
        for (int label = 0; label < totals.length; label++) {
            int cell = label * STRIDE;
            weights[label] *= share;
            means[label] *= share;
            learned[cell + GRADIENTS] *= share;
            learned[cell + VARIANCE] = learned[cell + VARIANCE] == 0 ? 0 : VARIANCE_AT_FIRST;
            learned[cell + COUNT] = 0;
            total(label);
        }
    }

    /** Far emptier than when it became dense: the roster has grown beyond those that this feature concerns. */
    @Override
    boolean isMisfit() {
        return size * SPARSE_FILL < totals.length;
    }

    @Override
    Row fit(float seen) {
        return SparseRow.of(this);
    }

    private void total(int label) {
        float count = learned[label * STRIDE + COUNT];
        float met = count > 0 ? Likeness.ofCount(count) + lift : 0;
        totals[label] = weights[label] + MARGIN_WEIGHT * means[label] + met;
    }

    @Override
    void forEach(CellReader reader) {
        for (int label = 0; label < totals.length; label++) {
            int cell = label * STRIDE;
            if (learned[cell + VARIANCE] != 0) {
                reader.read(
                        label,
                        weights[label],
                        learned[cell + GRADIENTS],
                        means[label],
                        learned[cell + VARIANCE],
                        learned[cell + COUNT]);
            }
        }
    }

    @Override
    Row copy() {
        DenseRow copy = new DenseRow(feature, 0);
        copy.examples = examples;
        copy.size = size;
        copy.lift = lift;
        copy.totals = totals.clone();
        copy.weights = weights.clone();
        copy.means = means.clone();
        copy.learned = learned.clone();
        return copy;
    }

    @Override
    void writeCells(StateWriter out) {
        out.integer(size);
        out.integer(totals.length);
        out.real(lift);
        out.reals(totals, totals.length);
        out.reals(weights, totals.length);
        out.reals(means, totals.length);
        out.reals(learned, totals.length * STRIDE);
    }

    static DenseRow read(int feature, StateReader in) {
        DenseRow row = new DenseRow(feature, 0);
        row.size = in.integer();
        int span = in.integer();
        row.lift = (float) in.real();
        row.totals = in.reals(span);
        row.weights = in.reals(span);
        row.means = in.reals(span);
        row.learned = in.reals(span * STRIDE);
        return row;
    }
}
