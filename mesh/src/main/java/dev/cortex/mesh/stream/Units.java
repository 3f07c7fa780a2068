package dev.cortex.mesh.stream;

/**
 * What is handed to the handler at a time, and how many of them at once.
 *
 * @param size deliveries in one at most
 * @param max handed over at the same time
 */
record Units(int size, int max) {
    static Units each(ConsumerSettings settings) {
        return new Units(1, settings.concurrency());
    }

    /** A concurrency that equals the batch means: one batch after the other, in stream order. */
    static Units batches(ConsumerSettings settings) {
        return new Units(settings.batch(), Math.max(1, settings.concurrency() / settings.batch()));
    }
}
