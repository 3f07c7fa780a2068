package dev.cortex.routing.model;

import dev.cortex.routing.text.Features;
import dev.cortex.routing.text.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Learns from judged tasks, one at a time and in one pass, which class a text belongs to: the sum of a {@link Softmax}
 * and an {@link Arow} over the same hashed features, with a little {@link Rehearsal}.
 *
 * <p>INVARIANT: the state is a function of the sequence of calls. No clock, no chance, and {@link StrictMath} where the
 * platform's own functions may differ in the last bit, so that two replicas given the same log have the same
 * {@link #hash}.
 *
 * <p>Classes are dense numbers given by the caller. Not thread-safe.
 */
final class Learner {
    /** What the margin of AROW counts beside the score of the softmax. */
    private static final float MARGIN_WEIGHT = 4;
    /** An example this sure teaches nothing: leaving it alone keeps answers, and caches of them, as they are. */
    private static final float CERTAIN = 0.995f;

    private static final int REHEARSALS = 2;
    private static final int REHEARSAL_MIN = 16;

    /** What is kept of every weight when the world has changed. */
    private static final float KEPT = 0.3f;

    private final Limits limits;
    private final Rows rows;
    private final Rehearsal rehearsal;
    private Rarity rarity = new Rarity(0);
    private boolean[] seen = new boolean[0];
    private int examples;
    private @Nullable Elder elder;

    Learner(Limits limits) {
        this.limits = limits;
        rows = new Rows(limits.featuresMax(), limits.cellsMax());
        rehearsal = new Rehearsal(limits.rehearsedMax());
    }

    /** The score of each class below {@code classes}, 0 for one that was never seen. */
    float[] scores(Features features, int classes) {
        return scores(Input.known(advised(features), rows, rarity), classes);
    }

    static float[] scores(Input input, int classes) {
        Scores scores = score(input, classes);
        float[] sum = scores.softmax;
        for (int label = 0; label < classes; label++) {
            sum[label] += MARGIN_WEIGHT * scores.arow[label];
        }
        return sum;
    }

    /**
     * The text belongs to {@code right}.
     *
     * @param rival who was taken for right, even if never seen before; {@code right} itself when nobody else was
     * @return whether anything changed: false for what was certain already
     */
    boolean confirm(Features plain, int right, int rival, float strength) {
        Features features = advised(plain);
        admit(right);
        admit(rival);
        boolean changed = learn(features, right, strength);
        if (changed) {
            count(features);
            rehearsal.offer(new Rehearsal.Example(features, right));
            rehearse();
        }
        return changed;
    }

    /** The text does not belong to {@code wrong}; to which it does is not known. */
    boolean refute(Features plain, int wrong, float strength) {
        Features features = advised(plain);
        admit(wrong);
        Input input = Input.learned(features, rows, rarity);
        float[] probabilities = Softmax.probabilities(score(input, seen.length).softmax, seen);
        if (probabilities[wrong] < 1 - CERTAIN) {
            return false;
        }
        Softmax.refute(rows, input, probabilities, wrong, strength);
        count(features);
        return true;
    }

    /** The world has changed: keeps the model so far as an adviser, forgets the examples, and learns fast again. */
    void loosen() {
        elder = new Elder(rows.copy(), rarity, seen.length);
        rows.forEach(row -> row.loosen(KEPT));
        rehearsal.forget();
    }

    private Features advised(Features features) {
        return elder == null ? features : elder.advise(features);
    }

    /** What the word feature {@code id} adds to the score of {@code label}, as a share of a text of unit length 1. */
    float weight(int id, int label) {
        Row row = rows.find(id);
        int cell = row == null ? Row.ABSENT : row.find(label);
        if (row == null || cell == Row.ABSENT) {
            return 0;
        }
        return row.cells[cell + Row.WEIGHT] + MARGIN_WEIGHT * row.cells[cell + Row.MEAN];
    }

    boolean hasSeen(int label) {
        return label < seen.length && seen[label];
    }

    int examples() {
        return examples;
    }

    int rehearsed() {
        return rehearsal.size();
    }

    int features() {
        return rows.size();
    }

    int cells() {
        return rows.cells();
    }

    long hash() {
        long hash = Hash.add(Hash.add(rows.hash(), examples), Arrays.hashCode(seen));
        return elder == null ? hash : Hash.add(hash, elder.hash());
    }

    void write(StateWriter out) {
        out.integer(examples);
        out.integer(rarity.examples());
        out.integer(seen.length);
        for (boolean one : seen) {
            out.integer(one ? 1 : 0);
        }
        rows.write(out);
        rehearsal.write(out);
        out.integer(elder == null ? 0 : 1);
        if (elder != null) {
            elder.write(out);
        }
    }

    void read(StateReader in) {
        examples = in.integer();
        rarity = new Rarity(in.integer());
        seen = new boolean[in.integer()];
        for (int label = 0; label < seen.length; label++) {
            seen[label] = in.integer() == 1;
        }
        rows.read(in);
        rehearsal.read(in);
        elder = in.integer() == 1 ? Elder.read(in, limits) : null;
    }

    private void admit(int label) {
        if (label >= seen.length) {
            seen = Arrays.copyOf(seen, label + 1);
        }
        seen[label] = true;
    }

    private boolean learn(Features features, int right, float strength) {
        Input input = Input.learned(features, rows, rarity);
        Scores scores = score(input, seen.length);
        float[] probabilities = Softmax.probabilities(scores.softmax, seen);
        int rival = Arow.rival(scores.arow, seen, right);
        boolean sure = probabilities[right] >= CERTAIN;
        boolean held = Arow.holds(scores.arow, right, rival);
        if (!sure) {
            Softmax.confirm(rows, input, probabilities, right, strength);
        }
        if (!held) {
            Arow.learn(rows, input, scores.arow, right, rival);
        }
        return !sure || !held;
    }

    private void rehearse() {
        if (rehearsal.size() < REHEARSAL_MIN) {
            return;
        }
        for (int turn = 0; turn < REHEARSALS; turn++) {
            Rehearsal.Example old = rehearsal.pick(turn);
            learn(old.features(), old.label(), 1);
        }
    }

    private void count(Features features) {
        examples++;
        for (int id : features.ids()) {
            Row row = rows.find(id);
            if (row != null) {
                row.examples++;
            }
        }
        rarity = rarity.at(examples);
    }

    private static final class Scores {
        final float[] softmax;
        final float[] arow;

        Scores(int classes) {
            softmax = new float[classes];
            arow = new float[classes];
        }
    }

    private static Scores score(Input input, int classes) {
        Scores scores = new Scores(classes);
        for (int at = 0; at < input.rows().length; at++) {
            @Nullable Row row = input.rows()[at];
            if (row != null) {
                add(row, input.values()[at], scores);
            }
        }
        return scores;
    }

    private static void add(Row row, float value, Scores scores) {
        for (int entry = 0; entry < row.size; entry++) {
            int label = row.classes[entry];
            int cell = entry * Row.STRIDE;
            scores.softmax[label] += value * row.cells[cell + Row.WEIGHT];
            scores.arow[label] += value * row.cells[cell + Row.MEAN];
        }
    }
}
