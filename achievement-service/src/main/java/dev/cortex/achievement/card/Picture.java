package dev.cortex.achievement.card;

import java.util.Locale;

/** An SVG in the making: one drawing without scripts, fonts or links, that says in words what it shows. */
final class Picture {
    private static final String STYLE =
            "text{font-family:system-ui,sans-serif;fill:var(--text);font-size:13px;unicode-bidi:isolate}"
                    + ".t{font-size:18px;font-weight:600}.s{fill:var(--soft)}.e{text-anchor:end}"
                    + ".b{fill:var(--back);stroke:var(--rail)}.r{fill:var(--rail)}.p{fill:var(--bar)}";

    private final StringBuilder svg = new StringBuilder(4096);
    private final int width;
    private final int height;

    /** @param words for who can not see it */
    Picture(int width, int height, String title, String words) {
        this.width = width;
        this.height = height;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\" ");
        svg.append("width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n".formatted(width, height, width, height));
        svg.append("<title id=\"title\">").append(Text.escaped(title)).append("</title>\n");
        svg.append("<desc id=\"desc\">").append(Text.escaped(words)).append("</desc>\n");
    }

    /** The colours, and the frame in them. */
    void style(Theme theme, String more) {
        svg.append("<style>").append(theme.style()).append(STYLE).append(more).append("</style>\n");
        box("b", 0.5, 0.5, width - 1, height - 1, 6);
    }

    void text(String kind, int x, int y, String text) {
        svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">".formatted(kind, x, y))
                .append(Text.escaped(text))
                .append("</text>\n");
    }

    void box(String kind, double x, double y, double width, int height, int corner) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"%d\"/>\n",
                kind,
                x,
                y,
                width,
                height,
                corner));
    }

    String end() {
        return svg.append("</svg>\n").toString();
    }
}
