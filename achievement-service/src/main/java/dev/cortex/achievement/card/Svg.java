package dev.cortex.achievement.card;

import java.util.Locale;

/** Draws a {@link Card}: one drawing without scripts, fonts or links, that says in words what it shows. */
public final class Svg {
    private static final int WIDTH = 420;
    private static final int HEAD = 76;
    private static final int LINE = 34;
    private static final int FOOT = 10;
    private static final int EDGE = 20;
    private static final int RAIL = WIDTH - 2 * EDGE;

    private static final String STYLE = "text{font-family:system-ui,sans-serif;fill:var(--text);font-size:13px}"
            + ".t{font-size:18px;font-weight:600}.s{fill:var(--soft)}.e{text-anchor:end}"
            + ".b{fill:var(--back);stroke:var(--rail)}.r{fill:var(--rail)}.p{fill:var(--bar)}";

    private Svg() {}

    public static String draw(Card card, Theme theme) {
        int height = HEAD + LINE * card.lines().size() + FOOT;
        StringBuilder svg = new StringBuilder(4096);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\" ");
        svg.append("width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n".formatted(WIDTH, height, WIDTH, height));
        svg.append("<title id=\"title\">").append(escaped(card.title())).append("</title>\n");
        svg.append("<desc id=\"desc\">").append(escaped(words(card))).append("</desc>\n");
        svg.append("<style>").append(theme.style()).append(STYLE).append("</style>\n");
        svg.append("<rect class=\"b\" x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n"
                .formatted(WIDTH - 1, height - 1));
        text(svg, "t", EDGE, 34, card.title());
        text(svg, "s", EDGE, 56, card.subtitle());
        int y = HEAD;
        for (Card.Line line : card.lines()) {
            line(svg, line, y);
            y += LINE;
        }
        return svg.append("</svg>\n").toString();
    }

    private static void line(StringBuilder svg, Card.Line line, int y) {
        text(svg, "n", EDGE, y + 12, line.name());
        text(svg, "s e", WIDTH - EDGE, y + 12, line.state());
        bar(svg, "r", y, RAIL);
        bar(svg, "p", y, RAIL * Math.clamp(line.percentage(), 0, 100) / 100);
    }

    private static void bar(StringBuilder svg, String kind, int y, double width) {
        svg.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"4\" rx=\"2\"/>\n"
                .formatted(kind, EDGE, y + 18, String.format(Locale.ROOT, "%.1f", width)));
    }

    private static void text(StringBuilder svg, String kind, int x, int y, String text) {
        svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">".formatted(kind, x, y))
                .append(escaped(text))
                .append("</text>\n");
    }

    /** For who can not see it. */
    private static String words(Card card) {
        StringBuilder words = new StringBuilder(card.subtitle()).append('.');
        card.lines().forEach(line -> words.append(' ')
                .append(line.name())
                .append(": ")
                .append(line.state())
                .append('.'));
        return words.toString();
    }

    /** What XML can not hold at all becomes the replacement character. */
    private static String escaped(String text) {
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
