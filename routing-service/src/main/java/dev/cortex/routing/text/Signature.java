package dev.cortex.routing.text;

import java.text.Normalizer;

/**
 * 128 bits that stand for a text in the key of a cache: equal for texts that differ only in case, compatibility form and
 * white space, different for any other two as far as chance goes (a billion texts share one with probability 1e-21).
 *
 * <p>Reads what {@link Words} reads of a text and no more, in one pass and without making a string of plain ASCII.
 */
public record Signature(long high, long low) {
    private static final long OTHER_SEED = 0x9e3779b97f4a7c15L;
    private static final long HIGH_FACTOR = 0x100000001b3L;
    private static final long LOW_FACTOR = 0xff51afd7ed558ccdL;

    public static Signature of(String text) {
        int length = Math.min(text.length(), Words.CHARS_MAX);
        long high = Hash.SEED;
        long low = OTHER_SEED;
        boolean gap = false;
        boolean begun = false;
        for (int at = 0; at < length; at++) {
            char c = text.charAt(at);
            if (c > 127) {
                return ofUnicode(text.substring(0, length));
            }
            if (c <= ' ') {
                gap = begun;
                continue;
            }
            if (gap) {
                high = (high ^ ' ') * HIGH_FACTOR;
                low = (low ^ ' ') * LOW_FACTOR;
                gap = false;
            }
            begun = true;
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            high = (high ^ lower) * HIGH_FACTOR;
            low = (low ^ lower) * LOW_FACTOR;
            low ^= low >>> 29;
        }
        return new Signature(Hash.mix(high), Hash.mix(low));
    }

    private static Signature ofUnicode(String text) {
        String clean = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(java.util.Locale.ROOT)
                .strip();
        long high = Hash.SEED;
        long low = OTHER_SEED;
        boolean gap = false;
        for (int at = 0; at < clean.length(); at++) {
            char c = clean.charAt(at);
            boolean white = Character.isWhitespace(c);
            if (!white || !gap) {
                char one = white ? ' ' : c;
                high = (high ^ one) * HIGH_FACTOR;
                low = (low ^ one) * LOW_FACTOR;
                low ^= low >>> 29;
            }
            gap = white;
        }
        return new Signature(Hash.mix(high), Hash.mix(low));
    }
}
