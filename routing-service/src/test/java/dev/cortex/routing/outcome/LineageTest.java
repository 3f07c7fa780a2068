package dev.cortex.routing.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LineageTest {
    @Test
    void withoutARollbackEverythingCounts() {
        assertEquals(List.of(new Lineage.Stretch(7, 20)), new Lineage(7, List.of()).of(20));
    }

    @Test
    void aRollbackLeavesOutWhatIsBetween() {
        Lineage lineage = new Lineage(0, List.of(new Lineage.Turn(10, 4)));
        assertEquals(List.of(new Lineage.Stretch(0, 4), new Lineage.Stretch(10, 15)), lineage.of(15));
        assertEquals(List.of(new Lineage.Stretch(0, 9)), lineage.of(9));
        assertTrue(lineage.learned(4, 15));
        assertFalse(lineage.learned(5, 15));
        assertTrue(lineage.learned(5, 9));
    }

    @Test
    void aRollbackToWhatWasRolledBackBringsItBack() {
        Lineage lineage = new Lineage(0, List.of(new Lineage.Turn(10, 4), new Lineage.Turn(12, 8)));
        assertEquals(List.of(new Lineage.Stretch(0, 8), new Lineage.Stretch(12, 13)), lineage.of(13));
        assertTrue(lineage.leadsThrough(8, 13));
        assertTrue(lineage.leadsThrough(12, 13));
        assertFalse(lineage.leadsThrough(9, 13));
        assertFalse(lineage.leadsThrough(11, 13));
    }

    @Test
    void aRollbackThatLeadsNowhereIsNone() {
        Lineage lineage =
                new Lineage(5, List.of(new Lineage.Turn(10, 5), new Lineage.Turn(11, 11), new Lineage.Turn(12, 99)));
        assertEquals(List.of(new Lineage.Stretch(5, 20)), lineage.of(20));
    }

    /** Against a model that keeps the set of what was learned at every place. */
    @Test
    void agreesWithARecordOfEveryPlace() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Lineage.Turn> turns = new ArrayList<>();
        List<TreeSet<Integer>> learned = new ArrayList<>(List.of(new TreeSet<>()));
        for (int seq = 1; seq <= 300; seq++) {
            TreeSet<Integer> now;
            if (seq > 1 && random.nextInt(12) == 0) {
                int to = 1 + random.nextInt(seq - 1);
                turns.add(new Lineage.Turn(seq, to));
                now = new TreeSet<>(learned.get(to));
            } else {
                now = new TreeSet<>(learned.get(seq - 1));
                now.add(seq);
            }
            learned.add(now);
        }
        Lineage lineage = new Lineage(0, turns);
        for (int place = 1; place <= 300; place++) {
            for (int seq = 1; seq <= 300; seq++) {
                assertEquals(
                        learned.get(place).contains(seq), lineage.learned(seq, place), "seed " + seed + " " + place);
            }
        }
    }
}
