package dev.cortex.achievement.card;

/** Text of people on a picture: escaped, cut to what there is room for, and kept from turning its neighbours around. */
final class Text {
    /** In widths of a letter; a title has the whole card. */
    static final int TITLE_WIDTH_MAX = 36;

    static final int TILE_WIDTH_MAX = 20;

    /** A handle at the size of the small print. */
    static final int HANDLE_WIDTH_MAX = 37;

    /** Widths are reckoned in tenths of a usual letter. */
    private static final int LETTER = 10;

    private static final int ELLIPSIS = LETTER;
    private static final String BROAD = "MW@%mw\u2014";
    private static final int MARKS_MAX = 2;

    private Text() {}

    /**
     * Cuts by about what is shown, as no font is at hand: wide characters (CJK, emoji) count twice, a W nearly so, marks that
     * stack on a letter not at all, and of those no letter keeps more than two: a tower of them draws over everything.
     */
    static String shortened(String text, int widthMax) {
        StringBuilder kept = new StringBuilder();
        int width = 0;
        int marks = 0;
        int fits = 0;
        for (int point : withoutControls(text).codePoints().toArray()) {
            marks = isMark(point) ? marks + 1 : 0;
            if (marks > MARKS_MAX) {
                continue;
            }
            width += width(point);
            if (width > widthMax * LETTER) {
                return kept.substring(0, fits) + "…";
            }
            kept.appendCodePoint(point);
            if (width <= widthMax * LETTER - ELLIPSIS) {
                fits = kept.length();
            }
        }
        return kept.toString();
    }

    private static int width(int point) {
        if (isMark(point)) {
            return 0;
        }
        boolean wide = point >= 0x1100
                && (point <= 0x115F
                        || point >= 0x2E80 && point <= 0xA4CF
                        || point >= 0xAC00 && point <= 0xD7A3
                        || point >= 0xF900 && point <= 0xFAFF
                        || point >= 0xFF00 && point <= 0xFF60
                        || point >= 0x1F000);
        if (wide || BROAD.indexOf(point) >= 0) {
            return wide ? 2 * LETTER : 17;
        }
        return Character.isUpperCase(point) ? 13 : LETTER;
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || point == 0x200D;
    }

    /** Line breaks become spaces; what overrides or isolates the direction of text goes, as it could turn the rest around. */
    private static String withoutControls(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean turns = point >= 0x202A && point <= 0x202E
                    || point >= 0x2066 && point <= 0x2069
                    || point == 0x200E
                    || point == 0x200F;
            if (point == '\n' || point == '\r' || point == '\t') {
                plain.append(' ');
            } else if (!turns) {
                plain.appendCodePoint(point);
            }
        });
        return plain.toString();
    }

    /** What XML can not hold at all becomes the replacement character. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(writable(point) ? point : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean writable(int point) {
        return point >= 0x20 && (point < 0xD800 || point > 0xDFFF) && point != 0xFFFE && point != 0xFFFF;
    }
}
