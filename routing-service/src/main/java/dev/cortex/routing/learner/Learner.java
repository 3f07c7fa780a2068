package dev.cortex.routing.learner;

import dev.cortex.routing.text.Features;
import dev.cortex.routing.text.Featurizer;
import dev.cortex.routing.text.Hash;
import dev.cortex.routing.text.StopWords;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns from judged tasks, one at a time and in one pass, which class a text belongs to. Three learners read the same
 * hashed features (Weinberger et al. 2009), weighted by how rare they are and scaled to length 1, and their scores are
 * added up, because each is right where another is not:
 *
 * <ul>
 *   <li>{@link Softmax}: what makes this class more probable than the others; learns from every text it is not sure of.
 *   <li>{@link Arow}: what keeps a margin to the one rival that comes closest; learns fastest from a mistake.
 *   <li>{@link Likeness}: what texts of the class look like; exact after one pass, and low everywhere for the unknown.
 * </ul>
 *
 * <p>With each lesson some earlier ones are gone over again ({@link Rehearsal}), which is most of what many passes would
 * give. When the world changes the model so far becomes an {@link Elder}, whom the new one may ask. How sure to be is
 * none of this class's business.
 *
 * <p>INVARIANT: the state is a function of the sequence of calls. No clock, no chance, and {@link StrictMath} where the
 * platform's own functions may differ in the last bit, so that two replicas given the same log have the same
 * {@link #hash}.
 *
 * <p>Classes are dense numbers given by the caller. Not thread-safe.
 */
public final class Learner {
    /** An example this sure teaches nothing: leaving it alone keeps answers, and caches of them, as they are. */
    private static final float CERTAIN = 0.995f;

    private static final int SPEAKING_MAX = 3;
    private static final float SPEAKING_MIN = 0.05f;

    private static final long EXAMPLE_BYTES = 1_280;
    private static final int REHEARSALS = 2;
    private static final int REHEARSAL_MIN = 16;

    /** What is kept of every weight when the world has changed. */
    private static final float KEPT = 0.3f;

    private final Limits limits;
    private final Rows rows;
    private final Rehearsal rehearsal;
    private Likeness likeness = new Likeness();
    private Rarity rarity = new Rarity(0);
    private boolean[] seen = new boolean[0];
    private int examples;
    /** Whether a failure ever taught anything. */
    private boolean refuted;

    private @Nullable Elder elder;

    public Learner(Limits limits) {
        this.limits = limits;
        rows = new Rows(limits.featuresMax(), limits.cellsMax());
        rehearsal = new Rehearsal(limits.rehearsedMax());
    }

    /** The score of each class below {@code classes}, 0 for one that was never seen. */
    public float[] scores(Features features, int classes) {
        return Input.known(advised(features), rows, rarity).totals(classes, likeness);
    }

    /**
     * The text belongs to {@code right}.
     *
     * @param rival who was taken for right, even if never seen before; {@code right} itself when nobody else was
     * @return whether anything changed: false for what was certain already
     */
    public boolean confirm(Features plain, int right, int rival, float strength) {
        Features features = advised(plain);
        admit(right);
        admit(rival);
        rows.makeRoom();
        Input input = Input.learned(features, rows, rarity);
        boolean changed = learn(input, right, strength);
        if (changed) {
            count(input);
            resemble(input, right, strength);
            rehearsal.offer(new Rehearsal.Example(features, right));
            rehearse();
            rows.settle(rarity);
        }
        return changed;
    }

    /** The text does not belong to {@code wrong}; to which it does is not known. */
    public boolean refute(Features plain, int wrong, float strength) {
        Features features = advised(plain);
        admit(wrong);
        rows.makeRoom();
        Input input = Input.learned(features, rows, rarity);
        Input.Scores scores = input.scores(seen.length);
        float[] probabilities = Softmax.probabilities(scores.softmax(), seen);
        boolean likely = probabilities[wrong] >= 1 - CERTAIN;
        boolean above = !Arow.isRefuted(scores.arow(), wrong);
        if (!likely && !above) {
            return false;
        }
        if (likely) {
            Softmax.refute(rows, input, probabilities, wrong, strength);
        }
        if (above) {
            Arow.refute(rows, input, scores.arow(), wrong, strength);
        }
        refuted = true;
        count(input);
        rows.settle(rarity);
        return true;
    }

    /**
     * The world has changed: keeps the model so far as an adviser, forgets the examples, and learns fast again. Counts
     * start anew, because they follow no error: a share of them would outvote what is new for thousands of examples.
     */
    public void loosen() {
        elder = new Elder(rows.copy(), rarity, likeness, seen.length);
        rows.forEach(row -> row.loosen(KEPT));
        likeness = new Likeness();
        rehearsal.forget();
    }

    private Features advised(Features features) {
        return elder == null ? features : elder.advise(features);
    }

    /** Those of {@code words}, the strongest first, that speak most for {@code label}. */
    public List<String> speaking(List<String> words, int label) {
        @Nullable String[] best = new String[SPEAKING_MAX];
        float[] weights = new float[SPEAKING_MAX];
        int size = 0;
        for (String word : words) {
            float weight = weight(Featurizer.wordId(word), label);
            boolean counts = weight > (size < SPEAKING_MAX ? SPEAKING_MIN : weights[size - 1]);
            if (!counts || StopWords.contains(word) || Arrays.asList(best).contains(word)) {
                continue;
            }
            int at = size < SPEAKING_MAX ? size++ : size - 1;
            for (; at > 0 && weight > weights[at - 1]; at--) {
                best[at] = best[at - 1];
                weights[at] = weights[at - 1];
            }
            best[at] = word;
            weights[at] = weight;
        }
        return List.of(Arrays.copyOf(best, size));
    }

    /** What a word by itself adds to the score of {@code label}, as a share of a text of unit length 1. */
    private float weight(int id, int label) {
        Row row = rows.find(id);
        int cell = row == null ? Row.ABSENT : row.find(label);
        return row == null || cell == Row.ABSENT ? 0 : row.spoken(cell);
    }

    /**
     * Whether {@code label} is worth trying where nobody is likely: it never was right so far, and here answers are only
     * said to be right or wrong, so that nobody will ever say that it would have been.
     */
    public boolean isUntried(int label) {
        return refuted && !likeness.knows(label);
    }

    public boolean hasSeen(int label) {
        return label < seen.length && seen[label];
    }

    public int examples() {
        return examples;
    }

    /** About how much memory what was learned takes. */
    public long bytes() {
        return rows.bytes() + EXAMPLE_BYTES * rehearsal.size() + (elder == null ? 0 : elder.bytes());
    }

    public int features() {
        return rows.size();
    }

    public int cells() {
        return rows.cells();
    }

    public long hash() {
        long hash = Hash.add(Hash.add(rows.hash(), examples), Arrays.hashCode(seen));
        hash = Hash.add(Hash.add(hash, likeness.hash()), refuted ? 1L : 0L);
        return elder == null ? hash : Hash.add(hash, elder.hash());
    }

    public void write(StateWriter out) {
        out.integer(examples);
        out.integer(refuted ? 1 : 0);
        out.integer(rarity.examples());
        out.integer(seen.length);
        for (boolean one : seen) {
            out.integer(one ? 1 : 0);
        }
        likeness.write(out);
        rows.write(out);
        rehearsal.write(out);
        out.integer(elder == null ? 0 : 1);
        if (elder != null) {
            elder.write(out);
        }
    }

    public void read(StateReader in) {
        examples = in.integer();
        refuted = in.integer() == 1;
        rarity = new Rarity(in.integer());
        seen = new boolean[in.integer()];
        for (int label = 0; label < seen.length; label++) {
            seen[label] = in.integer() == 1;
        }
        likeness.read(in);
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

    private boolean learn(Input input, int right, float strength) {
        Input.Scores scores = input.scores(seen.length);
        float[] probabilities = Softmax.probabilities(scores.softmax(), seen);
        int rival = Arow.rival(scores.arow(), seen, right);
        boolean sure = probabilities[right] >= CERTAIN;
        boolean held = Arow.holds(scores.arow(), right, rival);
        if (!sure) {
            Softmax.confirm(rows, input, probabilities, right, strength);
        }
        if (!held) {
            Arow.learn(rows, input, scores.arow(), right, rival);
        }
        return !sure || !held;
    }

    private void rehearse() {
        if (rehearsal.size() < REHEARSAL_MIN) {
            return;
        }
        for (int turn = 0; turn < REHEARSALS; turn++) {
            Rehearsal.Example old = rehearsal.pick(turn);
            learn(Input.learned(old.features(), rows, rarity), old.label(), 1);
        }
    }

    private void count(Input input) {
        examples++;
        for (Row row : input.rows()) {
            if (row != null) {
                row.examples++;
            }
        }
        rarity = rarity.at(examples);
    }

    private void resemble(Input input, int right, float strength) {
        likeness.count(right, strength);
        for (Row row : input.rows()) {
            int cell = row == null ? Row.ABSENT : rows.cell(row, right);
            if (row != null && cell != Row.ABSENT) {
                row.count(cell, strength, rarity.seen(row.examples));
            }
        }
    }
}
