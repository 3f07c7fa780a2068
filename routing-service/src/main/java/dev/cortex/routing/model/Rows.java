package dev.cortex.routing.model;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a model by feature, in an open-addressing table without boxes: a decision looks up a hundred of them.
 *
 * <p>Bounded twice, by rows and by cells. When full, what is new is not learned any more and what is known goes on
 * being refined; that is the same on every replica, because it depends only on the order of examples.
 */
final class Rows {
    private final int rowsMax;
    private final int cellsMax;
    private @Nullable Row[] table = new Row[1024];
    private int size;
    private int cells;

    Rows(int rowsMax, int cellsMax) {
        this.rowsMax = rowsMax;
        this.cellsMax = cellsMax;
    }

    @Nullable
    Row find(int feature) {
        int mask = table.length - 1;
        int at = feature & mask;
        Row row = table[at];
        while (row != null && row.feature != feature) {
            at = (at + 1) & mask;
            row = table[at];
        }
        return row;
    }

    /** Null when the feature is new and there is no room. */
    @Nullable
    Row findOrAdd(int feature) {
        Row known = find(feature);
        if (known != null || size >= rowsMax) {
            return known;
        }
        Row row = new Row(feature);
        admit(row);
        return row;
    }

    /** Where the cell of {@code label} in {@code row} starts, or {@link Row#ABSENT} when it is new and there is no room. */
    int cell(Row row, int label) {
        int known = row.find(label);
        return known == Row.ABSENT ? newCell(row, label) : known;
    }

    int newCell(Row row, int label) {
        if (cells >= cellsMax) {
            return Row.ABSENT;
        }
        cells++;
        return row.add(label);
    }

    int size() {
        return size;
    }

    int cells() {
        return cells;
    }

    void forEach(Consumer<Row> action) {
        for (Row row : table) {
            if (row != null) {
                action.accept(row);
            }
        }
    }

    /** The same for the same rows, wherever the table has placed them. */
    long hash() {
        long[] sum = new long[1];
        forEach(row -> sum[0] += row.hash());
        return sum[0];
    }

    Rows copy() {
        Rows copy = new Rows(rowsMax, cellsMax);
        forEach(row -> copy.admit(row.copy()));
        copy.cells = cells;
        return copy;
    }

    void write(StateWriter out) {
        out.integer(size);
        forEach(row -> row.write(out));
    }

    void read(StateReader in) {
        int count = in.integer();
        for (int n = 0; n < count; n++) {
            Row row = Row.read(in);
            admit(row);
            cells += row.size;
        }
    }

    private void admit(Row row) {
        if (size * 2 >= table.length) {
            grow();
        }
        place(row);
        size++;
    }

    private void grow() {
        @Nullable Row[] old = table;
        table = new Row[old.length * 2];
        for (Row row : old) {
            if (row != null) {
                place(row);
            }
        }
    }

    private void place(Row row) {
        int mask = table.length - 1;
        int at = row.feature & mask;
        while (table[at] != null) {
            at = (at + 1) & mask;
        }
        table[at] = row;
    }
}
