package dev.cortex.mesh.stream;

import io.smallrye.mutiny.Uni;

/** A running consumer: it reads from the moment it was opened, until it is drained or closed. */
public interface StreamConsumer {
    /** Stops reading; completes when everything read has its verdict and every acknowledgement is written. */
    Uni<Void> drain();

    /** Stops at once. What was read and has no verdict stays pending and is taken over by another consumer after the lease. */
    void close();

    /** Deliveries read that have no verdict yet. */
    int inFlight();
}
