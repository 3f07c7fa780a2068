package dev.cortex.worker.pool;

/** How many workers are wished. */
public record PoolSize(int active, int warm) {
    /** More than one machine holds; the original's sparse pool ended there, too. */
    public static final int MAX = 64;

    public PoolSize {
        if (active < 0 || active > MAX || warm < 0 || warm > MAX) {
            throw new IllegalArgumentException("active and warm are between 0 and " + MAX);
        }
    }
}
