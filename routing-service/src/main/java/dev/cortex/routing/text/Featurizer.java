package dev.cortex.routing.text;

import java.util.Arrays;
import java.util.List;

/**
 * Turns a task into features: words, pairs of neighbours, pairs with one word between, character n-grams within
 * words (what is shared by {@code deployment} and {@code deploys}), the type and the priority, each hashed to 32 bits.
 *
 * <p>Each kind has its own weight before the model's inverse document frequency and normalisation: character n-grams
 * are many and each says little.
 */
public final class Featurizer {
    private static final long WORD = 1;
    private static final long PAIR = 2;
    private static final long GRAM = 3;
    private static final long SKIP = 4;
    private static final long TYPE = 5;
    private static final long PRIORITY = 6;

    private static final float WORD_WEIGHT = 1.0f;
    private static final float PAIR_WEIGHT = 0.8f;
    private static final float SKIP_WEIGHT = 0.4f;
    private static final float GRAM_WEIGHT = 0.3f;
    private static final int GRAM_MIN = 2;
    private static final int GRAM_MAX = 4;
    private static final float TYPE_WEIGHT = 1.0f;
    private static final float PRIORITY_WEIGHT = 0.25f;

    private long[] found = new long[256];
    private int size;

    private Featurizer() {}

    public static Features of(String type, String priority, List<String> words) {
        Featurizer work = new Featurizer();
        work.words(words);
        if (!type.isEmpty()) {
            work.add(Hash.add(kind(TYPE), type), TYPE_WEIGHT);
        }
        if (!priority.isEmpty()) {
            work.add(Hash.add(kind(PRIORITY), priority), PRIORITY_WEIGHT);
        }
        return work.finish();
    }

    /** The feature of a word by itself: what an explanation can name. */
    public static int wordId(String word) {
        return id(Hash.add(kind(WORD), word));
    }

    private void words(List<String> words) {
        long before = Hash.add(kind(PAIR), "^");
        long secondBefore = 0;
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            long hash = Hash.add(kind(WORD), word);
            add(hash, WORD_WEIGHT);
            add(Hash.add(before, hash), PAIR_WEIGHT);
            if (at > 1) {
                add(Hash.add(secondBefore, hash), SKIP_WEIGHT);
            }
            secondBefore = Hash.add(before, SKIP);
            before = Hash.add(kind(PAIR), hash);
            grams(word);
        }
        if (!words.isEmpty()) {
            add(Hash.add(before, "$"), PAIR_WEIGHT);
        }
    }

    private void grams(String word) {
        String framed = "<" + word + ">";
        for (int length = GRAM_MIN; length <= GRAM_MAX; length++) {
            for (int from = 0; from + length <= framed.length(); from++) {
                if (length < framed.length()) {
                    add(Hash.add(kind(GRAM), framed, from, from + length), GRAM_WEIGHT);
                }
            }
        }
    }

    private static long kind(long kind) {
        return Hash.add(Hash.SEED, kind);
    }

    private static int id(long hash) {
        return (int) (Hash.mix(hash) >>> 32);
    }

    /** Packs id and weight into one long, so that sorting by id needs no objects. */
    private void add(long hash, float weight) {
        if (size == found.length) {
            found = Arrays.copyOf(found, size * 2);
        }
        found[size++] = ((long) id(hash) << 32) | (Float.floatToRawIntBits(weight) & 0xffffffffL);
    }

    /** Sums what occurs more than once with damping: the second {@code test} in a sentence says less than the first. */
    private Features finish() {
        Arrays.sort(found, 0, size);
        int[] ids = new int[size];
        float[] weights = new float[size];
        int count = 0;
        for (int at = 0; at < size; ) {
            int id = (int) (found[at] >> 32);
            float weight = Float.intBitsToFloat((int) found[at]);
            int times = 0;
            while (at < size && (int) (found[at] >> 32) == id) {
                times++;
                at++;
            }
            ids[count] = id;
            weights[count++] = weight * (float) Math.sqrt(times);
        }
        return new Features(Arrays.copyOf(ids, count), Arrays.copyOf(weights, count));
    }
}
