package dev.cortex.routing.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reduces an English word to a stem, so that {@code vulnerabilities} meets {@code vulnerability} and {@code deploying}
 * meets {@code deploy}. A light stemmer: it strips inflection (plural, -ed, -ing) and leaves derivation alone, because
 * {@code release} and {@code relevant} must stay apart. What it does to other languages is harmless: both sides of a
 * comparison go through it.
 */
public final class Stem {
    private static final int STEM_CHARS_MIN = 3;
    /** Inflections that no rule of suffixes reaches. */
    private static final Map<String, String> IRREGULAR = Map.of(
            "ran",
            "run",
            "built",
            "build",
            "wrote",
            "write",
            "written",
            "write",
            "broke",
            "break",
            "broken",
            "break",
            "analyses",
            "analysis",
            "indices",
            "index",
            "people",
            "person",
            "found",
            "find");

    private Stem() {}

    /** The stem of each word. */
    public static List<String> all(List<String> words) {
        List<String> stems = new ArrayList<>(words.size());
        for (String word : words) {
            stems.add(of(word));
        }
        return stems;
    }

    public static String of(String word) {
        String known = IRREGULAR.get(word);
        if (known != null) {
            return known;
        }
        return finish(past(plural(word)));
    }

    private static String plural(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return cut(word, 3) + "y";
        }
        boolean sibilant = word.endsWith("sses")
                || word.endsWith("shes")
                || word.endsWith("ches")
                || word.endsWith("xes")
                || word.endsWith("zes");
        if (word.length() > 4 && sibilant) {
            return cut(word, 2);
        }
        boolean singular = word.endsWith("ss") || word.endsWith("us") || word.endsWith("is");
        return word.length() > 3 && word.endsWith("s") && !singular ? cut(word, 1) : word;
    }

    private static String past(String word) {
        if (word.length() > 5 && word.endsWith("ied")) {
            return cut(word, 3) + "y";
        }
        if (word.endsWith("ing") && stands(cut(word, 3))) {
            return undouble(cut(word, 3));
        }
        return word.endsWith("ed") && stands(cut(word, 2)) ? undouble(cut(word, 2)) : word;
    }

    /** A silent e and a final y come and go with the suffix: dropped on both sides. */
    private static String finish(String stem) {
        if (stem.length() > STEM_CHARS_MIN && stem.endsWith("e")) {
            return cut(stem, 1);
        }
        return stem;
    }

    private static boolean stands(String stem) {
        boolean vowel = false;
        for (int at = 0; at < stem.length() && !vowel; at++) {
            vowel = "aeiouy".indexOf(stem.charAt(at)) >= 0;
        }
        return vowel && stem.length() >= STEM_CHARS_MIN;
    }

    private static String undouble(String stem) {
        int last = stem.length() - 1;
        char end = stem.charAt(last);
        boolean doubled = last > 2 && end == stem.charAt(last - 1) && "lsz".indexOf(end) < 0;
        return doubled ? cut(stem, 1) : stem;
    }

    private static String cut(String word, int chars) {
        return word.substring(0, word.length() - chars);
    }
}
