package dev.cortex.routing.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits text into normalised words: compatibility-composed (NFKC), lower case, maximal runs of letters, digits and
 * marks. An apostrophe inside a word joins it ({@code what's} is {@code whats}), so that a contraction stays one word.
 *
 * <p>Whole words are what keeps {@code ci} out of {@code decision}. The work is bounded whatever the text's length: a
 * reader can tell from the first thousand words who should do it, and so can the router.
 */
public final class Words {
    /** Beyond this many characters text is not read; 1 MB of text costs what 8 KB cost. */
    static final int CHARS_MAX = 8_192;

    static final int WORDS_MAX = 512;
    /** A longer run of letters is no word of any language; its head still tells it from others. */
    static final int WORD_CHARS_MAX = 40;

    private Words() {}

    public static List<String> of(String text) {
        String head = text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) : text;
        return isAscii(head) ? ofAscii(head) : ofUnicode(head);
    }

    /** The same as for any other text, without code points and forms: a word's characters are copied once. */
    private static List<String> ofAscii(String text) {
        List<String> words = new ArrayList<>();
        byte[] word = new byte[WORD_CHARS_MAX];
        int size = 0;
        for (int at = 0; at <= text.length() && words.size() < WORDS_MAX; at++) {
            char c = at < text.length() ? text.charAt(at) : ' ';
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9')) {
                if (size < WORD_CHARS_MAX) {
                    word[size++] = (byte) lower;
                }
            } else if (c != '\'' && size > 0) {
                words.add(new String(word, 0, size, StandardCharsets.ISO_8859_1));
                size = 0;
            }
        }
        return words;
    }

    private static List<String> ofUnicode(String text) {
        String clean = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int at = 0;
        while (at < clean.length() && words.size() < WORDS_MAX) {
            int point = clean.codePointAt(at);
            at += Character.charCount(point);
            if (isWordPart(point)) {
                if (word.length() < WORD_CHARS_MAX) {
                    word.appendCodePoint(point);
                }
            } else if (!isApostrophe(point)) {
                take(word, words);
            }
        }
        take(word, words);
        return words;
    }

    private static void take(StringBuilder word, List<String> words) {
        if (!word.isEmpty() && words.size() < WORDS_MAX) {
            words.add(word.toString());
        }
        word.setLength(0);
    }

    private static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) > 127) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWordPart(int point) {
        return Character.isLetterOrDigit(point)
                || Character.getType(point) == Character.NON_SPACING_MARK
                || Character.getType(point) == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isApostrophe(int point) {
        return point == '\'' || point == '\u2019';
    }
}
