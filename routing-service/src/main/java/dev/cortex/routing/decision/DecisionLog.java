package dev.cortex.routing.decision;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The decisions of a space as they were written down, the latest first. */
public interface DecisionLog {
    Uni<List<Routed>> page(String space, Wanted wanted);

    /**
     * Which of them.
     *
     * @param confidenceBelow only those less sure than this
     * @param before only what stands behind it: the last one of the page before
     */
    record Wanted(
            Optional<String> expert,
            Optional<Double> confidenceBelow,
            Optional<String> task,
            Optional<Place> before,
            int limit) {}

    /** A decision's place in the order. */
    record Place(Instant time, String task) {
        public static Place of(Routed routed) {
            return new Place(routed.time(), routed.task().id());
        }
    }
}
