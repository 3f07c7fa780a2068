package dev.cortex.routing.learner;

import java.util.Arrays;

/**
 * How much more often a text's features were met in the examples of a class than in all: naive Bayes, which needs each
 * example once and no rehearsal. Beside two learners that look for what tells classes apart it asks what a class looks
 * like, so a text that is like none scores low everywhere (Ng, Jordan 2001; Wang, Manning 2012 on the sum of both).
 *
 * <pre>
 *   score of c = sum of x * log( (n of c and feature + N share) / (N of c + 1) / share )      share: of all examples
 *             ~= sum over features met in c of x * (log(1 + N / n of feature) + log n)  -  log(N of c + 1) * sum of x
 * </pre>
 *
 * <p>Of the last line the first logarithm comes from a table ({@link Rarity}), the second is kept in the cell, and the
 * rest is one number a class: a decision takes no logarithm.
 */
final class Likeness {
    /** What it counts beside the score of the softmax. */
    static final float WEIGHT = 0.2f;

    private static final float[] LOGS = new float[256];

    static {
        for (int count = 1; count < LOGS.length; count++) {
            LOGS[count] = (float) (WEIGHT * StrictMath.log(count));
        }
    }

    private float[] examples = new float[0];
    private float[] logs = new float[0];
    private float middling;

    /** What a feature's {@code count} in a class adds to its score, before it is multiplied by the feature's value. */
    static float ofCount(float count) {
        if (count <= 1) {
            return 0;
        }
        int whole = (int) count;
        return whole == count && whole < LOGS.length ? LOGS[whole] : (float) (WEIGHT * StrictMath.log(count));
    }

    /** Whether it has an example of the class. */
    boolean knows(int label) {
        return label < examples.length && examples[label] > 0;
    }

    void count(int label, float strength) {
        if (label >= examples.length) {
            examples = Arrays.copyOf(examples, label + 1);
            logs = Arrays.copyOf(logs, label + 1);
        }
        examples[label] += strength;
        total(label);
        middle();
    }

    /**
     * Takes from each class what a text of {@code mass} would score in it by nothing but the size of the class. One that
     * has no examples yet is taken for one of middling size, so that it is neither favoured nor ruled out.
     */
    void level(float[] sums, float mass) {
        for (int label = 0; label < sums.length; label++) {
            sums[label] -= mass * (knows(label) ? logs[label] : middling);
        }
    }

    private void middle() {
        double sum = 0;
        int known = 0;
        for (float count : examples) {
            sum += count;
            known += count > 0 ? 1 : 0;
        }
        middling = known == 0 ? 0 : (float) (WEIGHT * StrictMath.log(sum / known + 1));
    }

    private void total(int label) {
        logs[label] = (float) (WEIGHT * StrictMath.log(examples[label] + 1));
    }

    void write(StateWriter out) {
        out.integer(examples.length);
        out.reals(examples, examples.length);
    }

    void read(StateReader in) {
        examples = in.reals(in.integer());
        logs = new float[examples.length];
        for (int label = 0; label < logs.length; label++) {
            total(label);
        }
        middle();
    }

    int hash() {
        return Arrays.hashCode(examples);
    }
}
