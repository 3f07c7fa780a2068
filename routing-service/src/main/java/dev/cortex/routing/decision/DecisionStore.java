package dev.cortex.routing.decision;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The decisions made, by space and task: what outcomes refer to, and what makes a second delivery of a task harmless. */
interface DecisionStore {
    /**
     * Keeps the first decision of each task.
     *
     * @param routed no task twice
     * @return what stands now, by task id: the decision given, or the one made before
     */
    Uni<Map<String, Routed>> keepFirst(List<Routed> routed);

    /** Keeps the latest decision of each task; {@code routed} has no task twice. */
    Uni<Void> keepLatest(List<Routed> routed);

    /**
     * Forgets decisions made before {@code before}, at most {@code max} at once.
     *
     * @return how many were forgotten
     */
    Uni<Integer> forget(Instant before, int max);

    /** Those of the tasks that were decided, by task id. */
    Uni<Map<String, Routed>> find(String space, Set<String> tasks);
}
