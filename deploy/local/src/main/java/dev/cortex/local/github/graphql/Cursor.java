package dev.cortex.local.github.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The place of an item in its list, opaque to clients. */
final class Cursor {
    private static final String START = "cursor:v2:";

    private Cursor() {}

    static String of(int index) {
        return Base64.getEncoder().encodeToString((START + index).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place that a cursor names.
     *
     * @throws FieldError when the text is no cursor of ours
     */
    static int index(String cursor) {
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(START)) {
                return Integer.parseInt(text.substring(START.length()));
            }
        } catch (IllegalArgumentException notOurs) {
            throw invalid(cursor);
        }
        throw invalid(cursor);
    }

    private static FieldError invalid(String cursor) {
        return new FieldError("INVALID_CURSOR_ARGUMENTS", "`" + cursor + "` does not appear to be a valid cursor.");
    }
}
