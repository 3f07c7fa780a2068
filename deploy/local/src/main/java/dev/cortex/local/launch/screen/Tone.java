package dev.cortex.local.launch.screen;

/** What a piece of text means; how that looks is the {@link Palette}'s affair. */
public enum Tone {
    PLAIN(""),
    STRONG("1"),
    DIM("2"),
    GOOD("32"),
    WARN("33"),
    BAD("31"),
    NAME("36");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** The SGR parameter (ECMA-48, 8.3.117), empty for none. */
    String code() {
        return code;
    }
}
