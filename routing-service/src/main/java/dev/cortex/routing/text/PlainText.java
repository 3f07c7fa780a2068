package dev.cortex.routing.text;

/** Text from outside as it is stored and read: bounded, and without the one character that PostgreSQL can not hold. */
public final class PlainText {
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
        return text.substring(0, end).replace('\0', ' ');
    }
}
