package dev.cortex.mesh.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * In which order the streams of a consumer are read: by priority, but every fourth read begins with one of the lower
 * ones, each in its turn. So a stream at place {@code i > 0} of {@code n} gets at least one read in
 * {@code 4 * (n - 1)}, however full the others are.
 */
final class FairOrder {
    private static final int LOWER_FIRST_EVERY = 4;

    private long reads;
    private int lower;

    /** @param byPriority the most important first */
    List<String> next(List<String> byPriority) {
        reads++;
        int others = byPriority.size() - 1;
        if (others < 1 || reads % LOWER_FIRST_EVERY != 0) {
            return byPriority;
        }
        int first = 1 + (lower++ & Integer.MAX_VALUE) % others;
        List<String> order = new ArrayList<>(byPriority.size());
        order.add(byPriority.get(first));
        for (int i = 0; i < byPriority.size(); i++) {
            if (i != first) {
                order.add(byPriority.get(i));
            }
        }
        return order;
    }
}
