package dev.cortex.mesh.stream;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Handles deliveries together, so that one transaction or one pipeline can serve them all. */
@FunctionalInterface
public interface BatchHandler {
    /**
     * @param batch at least one delivery, at most the consumer's batch size, in stream order
     * @return one verdict a delivery, in the same order; a failure counts as {@link Verdict.Again} for the whole batch
     */
    Uni<List<Verdict>> handle(List<Delivery> batch);
}
