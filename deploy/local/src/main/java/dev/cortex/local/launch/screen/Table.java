package dev.cortex.local.launch.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of cells in aligned columns, without lines between them. */
public final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    private Table(List<Column> columns) {
        this.columns = columns;
    }

    /** Columns by their headings; one that starts with {@code >} is aligned to the right. */
    public static Table of(String... headings) {
        return new Table(Arrays.stream(headings)
                .map(heading ->
                        heading.startsWith(">") ? new Column(heading.substring(1), true) : new Column(heading, false))
                .toList());
    }

    private record Column(String heading, boolean toTheRight) {}

    /** Text with its meaning. */
    public record Cell(String text, Tone tone) {
        public Cell {
            text = Palette.harmless(text);
        }

        public static Cell plain(Object value) {
            return new Cell(String.valueOf(value), Tone.PLAIN);
        }
    }

    public Table row(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The table's lines, headings first, each indented. */
    public String render(Palette palette, String indent) {
        List<Integer> widths = IntStream.range(0, columns.size())
                .map(column -> Math.max(
                        columns.get(column).heading().length(),
                        rows.stream()
                                .mapToInt(row -> width(row.get(column)))
                                .max()
                                .orElse(0)))
                .boxed()
                .toList();
        List<Cell> headings = columns.stream()
                .map(column -> new Cell(column.heading(), Tone.DIM))
                .toList();
        StringBuilder text = new StringBuilder(line(headings, widths, palette, indent));
        rows.forEach(row -> text.append(line(row, widths, palette, indent)));
        return text.toString();
    }

    private String line(List<Cell> cells, List<Integer> widths, Palette palette, String indent) {
        String line = IntStream.range(0, cells.size())
                .mapToObj(column -> {
                    Cell cell = cells.get(column);
                    String padding = " ".repeat(widths.get(column) - width(cell));
                    String painted = palette.paint(cell.tone(), cell.text());
                    return columns.get(column).toTheRight() ? padding + painted : painted + padding;
                })
                .collect(Collectors.joining(GAP));
        return indent + line.stripTrailing() + "\n";
    }

    private static int width(Cell cell) {
        return cell.text().codePointCount(0, cell.text().length());
    }
}
