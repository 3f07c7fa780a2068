package dev.cortex.routing.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a model by feature, in an open-addressing table without boxes: a decision looks up a hundred of them.
 *
 * <p>Bounded twice, by rows and by cells. When full, the rows of features that were met least are dropped: most of a
 * text's features are pairs of words that never come again. That is the same on every replica, because it depends only
 * on the order of examples.
 */
final class Rows {
    private static final long ROW_BYTES = 120;
    private static final long CELL_BYTES = 30;

    private final int rowsMax;
    private final int cellsMax;
    private @Nullable Row[] table = new Row[1024];
    /** The features of the rows at the same places: most looks end here, without touching the row. */
    private int[] features = new int[table.length];

    private int size;
    private int cells;
    /** The features of rows whose layout no longer fits; empty between two lessons. */
    private final List<Integer> misfits = new ArrayList<>();

    Rows(int rowsMax, int cellsMax) {
        this.rowsMax = rowsMax;
        this.cellsMax = cellsMax;
    }

    @Nullable
    Row find(int feature) {
        return table[place(feature)];
    }

    /** Null when the feature is new and there is no room. */
    @Nullable
    Row findOrAdd(int feature) {
        Row known = find(feature);
        if (known != null || size >= rowsMax) {
            return known;
        }
        Row row = new SparseRow(feature);
        admit(row);
        return row;
    }

    /** Where the feature's row is or would be. */
    private int place(int feature) {
        int mask = table.length - 1;
        int at = feature & mask;
        while (features[at] != feature && !(features[at] == 0 && table[at] == null)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** The cell of {@code label} in {@code row}, or {@link Row#ABSENT} when it is new and there is no room. */
    int cell(Row row, int label) {
        int known = row.find(label);
        return known == Row.ABSENT ? newCell(row, label) : known;
    }

    private int newCell(Row row, int label) {
        int more = row.roomFor(label);
        if (more > 0 && cells >= cellsMax) {
            return Row.ABSENT;
        }
        cells += more;
        int cell = row.add(label);
        if (row.isMisfit()) {
            misfits.add(row.feature);
        }
        return cell;
    }

    /** After a lesson: every row that has outgrown its layout gets the other. */
    void settle(Rarity rarity) {
        for (int feature : misfits) {
            int place = place(feature);
            Row row = table[place];
            if (row != null && row.isMisfit()) {
                Row fit = row.fit(rarity.seen(row.examples));
                cells += fit.room() - row.room();
                table[place] = fit;
            }
        }
        misfits.clear();
    }

    /** Between two examples: a quarter of the room is free again when there was none left. */
    void makeRoom() {
        if (size < rowsMax && cells < cellsMax) {
            return;
        }
        for (int seldom = 1; seldom > 0 && isTight(); seldom *= 2) {
            drop(seldom);
        }
    }

    private boolean isTight() {
        return size > rowsMax / 4 * 3L || cells > cellsMax / 4 * 3L;
    }

    private void drop(int examplesMax) {
        @Nullable Row[] old = table;
        table = new Row[old.length];
        features = new int[old.length];
        size = 0;
        cells = 0;
        for (Row row : old) {
            if (row != null && row.examples > examplesMax) {
                admit(row);
                cells += row.room();
            }
        }
    }

    /** About how much memory they take. */
    long bytes() {
        return ROW_BYTES * size + CELL_BYTES * cells;
    }

    int size() {
        return size;
    }

    /** Those that there is memory for. */
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
            cells += row.room();
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
        features = new int[table.length];
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
        features[at] = row.feature;
    }
}
