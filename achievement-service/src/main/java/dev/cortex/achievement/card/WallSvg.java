package dev.cortex.achievement.card;

import java.util.List;
import java.util.Locale;

/** Draws a {@link Wall}: tiles in columns, each with a bar, and all of it in words too. */
public final class WallSvg {
    private static final int TILE_WIDTH = 200;
    private static final int TILE_HEIGHT = 74;
    private static final int GAP = 12;
    private static final int EDGE = 20;
    private static final int HEAD = 72;
    private static final int COLUMNS_MAX = 4;
    private static final int INSET = 12;

    /** A team of none or one still has its title. */
    private static final int COLUMNS_MIN = 2;

    private static final String STYLE = ".k{fill:none;stroke:var(--rail)}.m{font-weight:600}";

    private WallSvg() {}

    public static String draw(Wall wall, Theme theme) {
        int count = wall.tiles().size();
        int columns = Math.clamp((int) Math.ceil(Math.sqrt(count)), COLUMNS_MIN, COLUMNS_MAX);
        int rows = (count + columns - 1) / columns;
        int width = 2 * EDGE + columns * TILE_WIDTH + (columns - 1) * GAP;
        int height = HEAD + rows * (TILE_HEIGHT + GAP) + EDGE - GAP;
        Picture picture = new Picture(width, Math.max(height, HEAD + EDGE), wall.title(), words(wall));
        picture.style(theme, STYLE);
        picture.text("t", EDGE, 34, wall.title());
        picture.text("s", EDGE, 56, wall.subtitle());
        List<Wall.Tile> tiles = wall.tiles();
        for (int i = 0; i < count; i++) {
            int x = EDGE + i % columns * (TILE_WIDTH + GAP);
            int y = HEAD + i / columns * (TILE_HEIGHT + GAP);
            tile(picture, tiles.get(i), x, y);
        }
        return picture.end();
    }

    private static void tile(Picture picture, Wall.Tile tile, int x, int y) {
        int rail = TILE_WIDTH - 2 * INSET;
        picture.box("k", x + 0.5, y + 0.5, TILE_WIDTH - 1, TILE_HEIGHT - 1, 6);
        picture.text("m", x + INSET, y + 22, tile.name());
        picture.text("s e", x + TILE_WIDTH - INSET, y + 22, String.format(Locale.ROOT, "#%d", tile.rank()));
        picture.text("s", x + INSET, y + 42, tile.state());
        picture.box("r", x + INSET, y + 56, rail, 4, 2);
        picture.box("p", x + INSET, y + 56, rail * Math.clamp(tile.percentage(), 0, 100) / 100, 4, 2);
    }

    private static String words(Wall wall) {
        StringBuilder words = new StringBuilder(wall.subtitle()).append('.');
        wall.tiles().forEach(tile -> words.append(' ')
                .append(tile.rank())
                .append(": ")
                .append(tile.name())
                .append(" (@")
                .append(tile.login())
                .append("), ")
                .append(tile.state())
                .append('.'));
        return words.toString();
    }
}
