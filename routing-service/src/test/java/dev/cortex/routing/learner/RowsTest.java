package dev.cortex.routing.learner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.routing.text.Features;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final int FEATURE = 7;

    @Test
    void aRowIsTheSameInEitherLayoutWhateverHappensToIt() {
        for (int seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            SparseRow sparse = new SparseRow(FEATURE);
            for (int step = 0; step < 40; step++) {
                change(random.nextLong(), sparse);
            }
            DenseRow dense = (DenseRow) sparse.fit(0.5f);
            for (int step = 0; step < 100; step++) {
                long chance = random.nextLong();
                change(chance, sparse);
                change(chance, dense);
            }
            assertEquals(sparse.hash(), dense.hash(), "seed " + seed);
            assertEquals(cells(sparse), cells(dense));
            assertEquals(sparse.hash(), dense.fit(0).hash(), "back, seed " + seed);
            for (int label = 0; label < 40; label++) {
                int one = sparse.find(label);
                int other = dense.find(label);
                assertEquals(one == Row.ABSENT, other == Row.ABSENT);
                assertEquals(
                        one == Row.ABSENT ? 0 : sparse.spoken(one),
                        other == Row.ABSENT ? 0 : dense.spoken(other),
                        1e-4f);
            }
        }
    }

    @Test
    void aDecisionAddsUpTheSameInEitherLayout() {
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            Rows rows = new Rows(1_000, 100_000);
            for (int feature = 1; feature <= 60; feature++) {
                Row row = Objects.requireNonNull(rows.findOrAdd(feature));
                int cells = 1 + random.nextInt(60);
                row.examples = cells;
                for (int cell = 0; cell < cells; cell++) {
                    int at = rows.cell(row, random.nextInt(60));
                    row.descend(at, random.nextFloat() - 0.5f, 1, 0.001f);
                    row.count(at, 1, new Rarity(100).seen(cells));
                }
            }
            Features text = new Features(IntStream.rangeClosed(1, 60).toArray(), floats(60, random));
            float[] before = Input.known(text, rows, new Rarity(100)).totals(60, new Likeness());
            rows.settle(new Rarity(100));
            float[] after = Input.known(text, rows, new Rarity(100)).totals(60, new Likeness());
            for (int label = 0; label < 60; label++) {
                assertEquals(before[label], after[label], 1e-3f, "seed " + seed);
            }
        }
    }

    @Test
    void aRowIsDenseWhileManyClassesHaveACellInItAndSparseAgainWhenTheRosterHasGrown() {
        Rows rows = new Rows(10, 10_000);
        Row row = Objects.requireNonNull(rows.findOrAdd(FEATURE));
        for (int label = 0; label < 20; label++) {
            rows.cell(row, label);
            assertInstanceOf(SparseRow.class, rows.find(FEATURE), "in the middle of a lesson it stays what it is");
        }
        rows.settle(new Rarity(1));
        Row dense = Objects.requireNonNull(rows.find(FEATURE));
        assertInstanceOf(DenseRow.class, dense);

        rows.cell(dense, 5_000);
        rows.settle(new Rarity(1));
        Row sparse = Objects.requireNonNull(rows.find(FEATURE));
        assertInstanceOf(SparseRow.class, sparse);
        assertTrue(sparse.find(5_000) >= 0 && sparse.find(19) >= 0);
        assertEquals(21, cells(sparse));
    }

    @Test
    void whatThereIsMemoryForIsCountedInEitherLayout() {
        Rows rows = new Rows(100, 150);
        for (int feature = 1; feature <= 10; feature++) {
            Row row = Objects.requireNonNull(rows.findOrAdd(feature));
            row.examples = feature;
            for (int label = 0; label < 14; label++) {
                rows.cell(row, label);
            }
        }
        assertEquals(140, rows.cells(), "a cell each");
        rows.settle(new Rarity(1));
        assertEquals(160, rows.cells(), "dense rows have room for 16");
        Row full = Objects.requireNonNull(rows.find(10));
        assertEquals(15, rows.cell(full, 15), "within the room there is");
        assertEquals(Row.ABSENT, rows.cell(full, 16), "beyond it");
        rows.makeRoom();
        assertTrue(rows.cells() <= 112 && rows.find(10) != null && rows.find(1) == null, "cells: " + rows.cells());
    }

    private static int cells(Row row) {
        int[] cells = new int[1];
        row.forEach((label, weight, squares, mean, variance, count) -> cells[0]++);
        return cells[0];
    }

    /** The same change for the same {@code chance}. */
    private static void change(long chance, Row row) {
        Random random = new Random(chance);
        int label = random.nextInt(40);
        int known = row.find(label);
        int at = known == Row.ABSENT ? row.add(label) : known;
        switch (random.nextInt(10)) {
            case 0 -> row.loosen(0.5f);
            case 1, 2, 3 -> row.count(at, 1, random.nextFloat());
            case 4, 5, 6 -> row.descend(at, random.nextFloat() - 0.5f, 1, 0.001f);
            default -> row.move(at, random.nextFloat() - 0.5f, 0.3f, random.nextFloat());
        }
    }

    private static float[] floats(int count, Random random) {
        float[] floats = new float[count];
        for (int at = 0; at < count; at++) {
            floats[at] = 0.1f + random.nextFloat();
        }
        return floats;
    }
}
