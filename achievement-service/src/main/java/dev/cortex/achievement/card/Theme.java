package dev.cortex.achievement.card;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The colours of a card. */
public enum Theme {
    LIGHT,
    DARK,
    /** As the reader's system has it. */
    AUTO;

    private static final String ON_LIGHT =
            ":root{--back:#ffffff;--text:#1f2328;--soft:#59636e;--rail:#d1d9e0;--bar:#0969da}";
    private static final String ON_DARK =
            ":root{--back:#0d1117;--text:#f0f6fc;--soft:#9198a1;--rail:#3d444d;--bar:#4493f8}";

    public static Optional<Theme> parse(String text) {
        return Arrays.stream(values())
                .filter(theme -> theme.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    String style() {
        return switch (this) {
            case LIGHT -> ON_LIGHT;
            case DARK -> ON_DARK;
            case AUTO -> ON_LIGHT + "@media(prefers-color-scheme:dark){" + ON_DARK + "}";
        };
    }
}
