package dev.cortex.routing.learner;

/**
 * Inverse document frequency: what a feature weighs that {@code count} of so many examples had. Damped by a power below
 * 1, because in full it lets one rare word outvote the rest of the sentence.
 *
 * <p>A table over rounded counts, made anew when the number of examples has grown by a fiftieth: logarithms would cost
 * more than all the rest of a decision.
 */
final class Rarity {
    private static final double DAMPING = 0.6;
    private static final double GROWTH = 1.02;
    private static final int EXACT = 64;
    private static final int STEPS_PER_DOUBLING = 16;

    private final float[] table = new float[EXACT + STEPS_PER_DOUBLING * 26];
    private final float[] seen = new float[table.length];
    private final int examples;

    Rarity(int examples) {
        this.examples = examples;
        for (int slot = 0; slot < table.length; slot++) {
            double count = Math.min(countAt(slot), examples);
            table[slot] = (float) StrictMath.pow(StrictMath.log((examples + 2.0) / (count + 1.0)), DAMPING);
            seen[slot] = (float) (Likeness.WEIGHT * StrictMath.log(1 + examples / Math.max(1, count)));
        }
    }

    /** This table, or a new one when {@code now} is too far from what it was made for. */
    Rarity at(int now) {
        return now > examples * GROWTH ? new Rarity(now) : this;
    }

    int examples() {
        return examples;
    }

    float of(int count) {
        return table[slot(count)];
    }

    /** What it adds to a class that a feature of {@code count} examples was met in at all: {@link Likeness}. */
    float seen(int count) {
        return seen[slot(count)];
    }

    private static int slot(int count) {
        if (count < EXACT) {
            return count;
        }
        int doublings = 31 - Integer.numberOfLeadingZeros(count);
        int step = (count >>> (doublings - 4)) & (STEPS_PER_DOUBLING - 1);
        return EXACT + (doublings - 6) * STEPS_PER_DOUBLING + step;
    }

    private static double countAt(int slot) {
        if (slot < EXACT) {
            return slot;
        }
        int doublings = (slot - EXACT) / STEPS_PER_DOUBLING + 6;
        int step = (slot - EXACT) % STEPS_PER_DOUBLING;
        return Math.scalb(1 + step / (double) STEPS_PER_DOUBLING, doublings);
    }
}
