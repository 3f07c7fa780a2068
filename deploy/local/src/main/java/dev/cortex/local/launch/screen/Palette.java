package dev.cortex.local.launch.screen;

/** Colours where there is a terminal that shows them, plain text everywhere else. */
public enum Palette {
    COLOURS,
    PLAIN;

    /** Colours it, if at all, and makes it harmless: text from elsewhere must not steer the terminal. */
    public String paint(Tone tone, String text) {
        String harmless = harmless(text);
        return this == PLAIN || tone.code().isEmpty()
                ? harmless
                : "\u001b[" + tone.code() + "m" + harmless + "\u001b[0m";
    }

    /** The text without characters that would steer a terminal. */
    public static String harmless(String text) {
        return text.codePoints()
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
