package dev.cortex.routing.learner;

/**
 * Adds up dense rows by class, four at a time: that reads and writes the sums a quarter as often as one row after the
 * other. The order in which rows are given fixes the sums to the last bit.
 *
 * <p>What it takes is waiting for memory, as every text has other rows. Gathering them first, a row's length read on the
 * way, lets the processor wait for many at once.
 */
final class Sums {
    private final float[][] rows;
    private final float[] values;
    private int count;
    /** How many classes all rows have. */
    private int common = Integer.MAX_VALUE;

    /** @param rowsMax how many rows will be given at most */
    Sums(int rowsMax) {
        rows = new float[rowsMax][];
        values = new float[rowsMax];
    }

    /** A row, as heavy as {@code value}. */
    void gather(float[] row, float value) {
        rows[count] = row;
        values[count] = value;
        count++;
        common = Math.min(common, row.length);
    }

    /** Adds all that were gathered. */
    void addTo(float[] sums) {
        int end = Math.min(common, sums.length);
        int at = 0;
        for (; at + 4 <= count; at += 4) {
            addFour(at, end, sums);
        }
        for (; at < count; at++) {
            addOne(at, 0, end, sums);
        }
        for (int longer = 0; longer < count; longer++) {
            addOne(longer, end, Math.min(rows[longer].length, sums.length), sums);
        }
    }

    private void addFour(int at, int end, float[] sums) {
        float[] a = rows[at];
        float[] b = rows[at + 1];
        float[] c = rows[at + 2];
        float[] d = rows[at + 3];
        float valueA = values[at];
        float valueB = values[at + 1];
        float valueC = values[at + 2];
        float valueD = values[at + 3];
        for (int label = 0; label < end; label++) {
            sums[label] += (valueA * a[label] + valueB * b[label]) + (valueC * c[label] + valueD * d[label]);
        }
    }

    private void addOne(int at, int from, int end, float[] sums) {
        float[] row = rows[at];
        float value = values[at];
        for (int label = from; label < end; label++) {
            sums[label] += value * row[label];
        }
    }
}
