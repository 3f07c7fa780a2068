package dev.cortex.routing.text;

import java.util.Arrays;
import java.util.List;

/**
 * Turns a task into features: words, pairs of neighbours, pairs of stems near each other in either order (what is
 * shared by {@code cancel my order} and {@code an order I want cancelled}), character n-grams within words (what is
 * shared by {@code deployment} and {@code deploys}), the type and the priority, each hashed to 32 bits.
 *
 * <p>Each kind has its own weight before the model's inverse document frequency and normalisation: character n-grams
 * are many and each says little.
 */
public final class Featurizer {
    private static final long WORD = kind(1);
    private static final long PAIR = kind(2);
    private static final long GRAM = kind(3);
    private static final long STEM = kind(4);
    private static final long TYPE = kind(5);
    private static final long PRIORITY = kind(6);
    private static final long NEAR = kind(7);
    private static final long FIRST = Hash.add(PAIR, "^");

    private static final float WORD_WEIGHT = 1.0f;
    private static final float PAIR_WEIGHT = 0.8f;
    private static final float NEAR_WEIGHT = 0.5f;
    private static final int NEAR_WORDS = 5;
    private static final float GRAM_WEIGHT = 0.45f;
    private static final int GRAM_MIN = 2;
    private static final int GRAM_MAX = 4;
    private static final float TYPE_WEIGHT = 1.0f;
    private static final float PRIORITY_WEIGHT = 0.25f;
    /** Beyond so many the root of how often a feature occurs is no longer worth telling apart. */
    private static final int TIMES_MAX = 64;

    private static final float[] ROOTS = new float[TIMES_MAX + 1];

    static {
        for (int times = 0; times <= TIMES_MAX; times++) {
            ROOTS[times] = (float) Math.sqrt(times);
        }
    }

    private int[] ids = new int[192];
    private float[] weights = new float[192];
    private int[] times = new int[192];
    /** Where an id stands, plus 1, by open addressing: what occurs again is found without sorting. */
    private int[] places = new int[512];

    private int size;

    private Featurizer() {}

    /** @param stems of the words, one each */
    public static Features of(String type, String priority, List<String> words, List<String> stems) {
        Featurizer work = new Featurizer();
        work.words(words);
        work.near(stems);
        if (!type.isEmpty()) {
            work.add(Hash.add(TYPE, type), TYPE_WEIGHT);
        }
        if (!priority.isEmpty()) {
            work.add(Hash.add(PRIORITY, priority), PRIORITY_WEIGHT);
        }
        return work.finish();
    }

    /** The feature of a word by itself: what an explanation can name. */
    public static int wordId(String word) {
        return id(Hash.add(WORD, word));
    }

    private void words(List<String> words) {
        long before = FIRST;
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            long hash = Hash.add(WORD, word);
            add(hash, WORD_WEIGHT);
            add(Hash.add(before, hash), PAIR_WEIGHT);
            before = Hash.add(PAIR, hash);
            grams(word);
        }
        if (!words.isEmpty()) {
            add(Hash.add(before, "$"), PAIR_WEIGHT);
        }
    }

    /** A sum of two hashes is the same in either order. */
    private void near(List<String> stems) {
        long[] hashes = new long[stems.size()];
        for (int at = 0; at < hashes.length; at++) {
            hashes[at] = Hash.mix(Hash.add(STEM, stems.get(at)));
            for (int other = Math.max(0, at - NEAR_WORDS); other < at; other++) {
                add(Hash.add(NEAR, hashes[other] + hashes[at]), NEAR_WEIGHT);
            }
        }
    }

    /** From each character on, one longer n-gram after the other; the word is framed as {@code <word>}. */
    private void grams(String word) {
        int length = word.length() + 2;
        for (int from = 0; from < length; from++) {
            long hash = GRAM;
            int end = Math.min(length, from + GRAM_MAX);
            for (int at = from; at < end; at++) {
                hash = Hash.add(hash, framed(word, at));
                int chars = at - from + 1;
                if (chars >= GRAM_MIN && chars < length) {
                    add(hash, GRAM_WEIGHT);
                }
            }
        }
    }

    private static char framed(String word, int at) {
        if (at == 0) {
            return '<';
        }
        return at <= word.length() ? word.charAt(at - 1) : '>';
    }

    private static long kind(long kind) {
        return Hash.add(Hash.SEED, kind);
    }

    private static int id(long hash) {
        return (int) (Hash.mix(hash) >>> 32);
    }

    private void add(long hash, float weight) {
        int id = id(hash);
        int mask = places.length - 1;
        int place = id & mask;
        while (places[place] != 0) {
            int known = places[place] - 1;
            if (ids[known] == id) {
                times[known] += times[known] < TIMES_MAX ? 1 : 0;
                return;
            }
            place = (place + 1) & mask;
        }
        if (size == ids.length) {
            grow();
        }
        ids[size] = id;
        weights[size] = weight;
        times[size] = 1;
        places[place] = ++size;
        if (size * 2 > places.length) {
            rehash();
        }
    }

    private void grow() {
        ids = Arrays.copyOf(ids, size * 2);
        weights = Arrays.copyOf(weights, size * 2);
        times = Arrays.copyOf(times, size * 2);
    }

    private void rehash() {
        places = new int[places.length * 4];
        int mask = places.length - 1;
        for (int at = 0; at < size; at++) {
            int place = ids[at] & mask;
            while (places[place] != 0) {
                place = (place + 1) & mask;
            }
            places[place] = at + 1;
        }
    }

    /** Sums what occurs more than once with damping: the second {@code test} in a sentence says less than the first. */
    private Features finish() {
        for (int at = 0; at < size; at++) {
            weights[at] *= ROOTS[times[at]];
        }
        return new Features(Arrays.copyOf(ids, size), Arrays.copyOf(weights, size));
    }
}
