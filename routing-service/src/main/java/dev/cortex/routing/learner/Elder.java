package dev.cortex.routing.learner;

import dev.cortex.routing.text.Features;
import dev.cortex.routing.text.Hash;

/**
 * The model as it was when the world changed, frozen: its guess is one more feature of the learner that goes on. What
 * was learned about telling texts apart stays of use even where the names of the answers have changed, and the learner
 * finds out by itself how far to believe it.
 */
final class Elder {
    private static final long SEED = Hash.add(Hash.SEED, "elder");
    /** As heavy as some words together: a guess sums up the whole text. */
    private static final float WEIGHT = 3;

    private final Rows rows;
    private final Rarity rarity;
    private final Likeness likeness;
    private final int classes;

    Elder(Rows rows, Rarity rarity, Likeness likeness, int classes) {
        this.rows = rows;
        this.rarity = rarity;
        this.likeness = likeness;
        this.classes = classes;
    }

    /** The features and the elder's guess. */
    Features advise(Features features) {
        float[] scores = Input.known(features, rows, rarity).totals(classes, likeness);
        int best = 0;
        for (int label = 1; label < classes; label++) {
            best = scores[label] > scores[best] ? label : best;
        }
        return features.with((int) Hash.mix(Hash.add(SEED, best)), WEIGHT);
    }

    long bytes() {
        return rows.bytes();
    }

    long hash() {
        return rows.hash();
    }

    void write(StateWriter out) {
        out.integer(classes);
        out.integer(rarity.examples());
        likeness.write(out);
        rows.write(out);
    }

    static Elder read(StateReader in, Limits limits) {
        int classes = in.integer();
        Rarity rarity = new Rarity(in.integer());
        Likeness likeness = new Likeness();
        likeness.read(in);
        Rows rows = new Rows(limits.featuresMax(), limits.cellsMax());
        rows.read(in);
        return new Elder(rows, rarity, likeness, classes);
    }
}
