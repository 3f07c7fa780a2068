package dev.cortex.mesh.stream;

import io.smallrye.mutiny.Uni;

/** Handles one delivery at a time; the consumer runs several at once, up to its concurrency. */
@FunctionalInterface
public interface MessageHandler {
    /** A failure counts as {@link Verdict.Again}. */
    Uni<Verdict> handle(Delivery delivery);
}
