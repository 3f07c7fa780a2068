package dev.cortex.achievement.store;

/** The store did not answer. What is asked of it can be asked again later. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(Throwable cause) {
        super("the store did not answer", cause);
    }
}
