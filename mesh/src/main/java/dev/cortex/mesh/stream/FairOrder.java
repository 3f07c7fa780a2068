package dev.cortex.mesh.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * In which order the streams of a consumer are read: by priority, but while all are full one entry in four comes from
 * the streams below the first, which take turns. So a stream at place {@code i > 0} of {@code n} is served at least once
 * in about {@code 4 * (n - 1)} entries, however full the others are.
 *
 * <p>Entries are counted and not reads, because reads have sizes that can fall in step with their count (full, one, one,
 * one), and then the share would be anything.
 */
final class FairOrder {
    private static final int FIRST_TO_OTHERS = 3;

    /** How much of a share can be saved up while there was nothing to take, in entries of the first stream. */
    private static final int CREDIT_MAX = 60;

    /** Above 0 it is the turn of the others: entries of the first, less three times those of the others. */
    private int credit;

    private int turns;

    /** @param byPriority the most important first */
    List<String> next(List<String> byPriority) {
        int others = byPriority.size() - 1;
        if (others < 1 || credit <= 0) {
            return byPriority;
        }
        int chosen = 1 + (turns++ & Integer.MAX_VALUE) % others;
        List<String> order = new ArrayList<>(byPriority.size());
        order.add(byPriority.get(chosen));
        for (int i = 0; i < byPriority.size(); i++) {
            if (i != chosen) {
                order.add(byPriority.get(i));
            }
        }
        return order;
    }

    /** What a read brought. */
    void served(boolean first, int entries) {
        int change = first ? entries : -FIRST_TO_OTHERS * entries;
        credit = Math.clamp((long) credit + change, -CREDIT_MAX, CREDIT_MAX);
    }
}
