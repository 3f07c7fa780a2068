package dev.cortex.achievement.card;

/** Draws a {@link Card}. */
public final class Svg {
    private static final int WIDTH = 420;
    private static final int HEAD = 76;
    private static final int LINE = 34;
    private static final int FOOT = 10;
    private static final int EDGE = 20;
    private static final int RAIL = WIDTH - 2 * EDGE;

    private Svg() {}

    public static String draw(Card card, Theme theme) {
        Picture picture = new Picture(WIDTH, HEAD + LINE * card.lines().size() + FOOT, card.title(), words(card));
        picture.style(theme, "");
        picture.text("t", EDGE, 34, card.title());
        picture.text("s", EDGE, 56, Text.shortened(card.handle(), Text.HANDLE_WIDTH_MAX));
        picture.text(
                "s e", WIDTH - EDGE, 56, card.unlocked() + " of " + card.lines().size() + " unlocked");
        int y = HEAD;
        for (Card.Line line : card.lines()) {
            picture.text("n", EDGE, y + 12, line.name());
            picture.text("s e", WIDTH - EDGE, y + 12, line.state());
            picture.box("r", EDGE, y + 18, RAIL, 4, 2);
            picture.box("p", EDGE, y + 18, RAIL * Math.clamp(line.percentage(), 0, 100) / 100, 4, 2);
            y += LINE;
        }
        return picture.end();
    }

    private static String words(Card card) {
        StringBuilder words = new StringBuilder(card.handle())
                .append(": ")
                .append(card.unlocked())
                .append(" of ")
                .append(card.lines().size())
                .append(" achievements unlocked.");
        card.lines().forEach(line -> words.append(' ')
                .append(line.name())
                .append(": ")
                .append(line.state())
                .append('.'));
        return words.toString();
    }
}
