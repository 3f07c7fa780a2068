package dev.cortex.routing.text;

/**
 * Text from outside as it is stored and read: bounded, and without what can not be stored: the character NUL, which
 * PostgreSQL does not hold, and halves of surrogate pairs, which have no form in UTF-8 (its client sends other bytes for
 * them, and the statement fails).
 */
public final class PlainText {
    private static final char REPLACEMENT = '\ufffd';

    private PlainText() {}

    /** As much of a text as the router reads. */
    public static String head(String text) {
        return clean(text, Words.CHARS_MAX);
    }

    /** The first {@code charsMax} characters; never half of a surrogate pair. */
    public static String clean(String text, int charsMax) {
        int end = Math.min(text.length(), charsMax);
        if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return clean(text.substring(0, end));
    }

    public static String clean(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == 0 || Character.isSurrogate(c)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean pair = Character.isHighSurrogate(c)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1));
            if (pair) {
                clean.append(c).append(text.charAt(++at));
            } else if (Character.isSurrogate(c)) {
                clean.append(REPLACEMENT);
            } else {
                clean.append(c == 0 ? ' ' : c);
            }
        }
        return clean.toString();
    }
}
