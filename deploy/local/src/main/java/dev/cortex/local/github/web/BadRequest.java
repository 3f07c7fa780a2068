package dev.cortex.local.github.web;

/** A request that cannot be served as it is, with the status and the sentence for its sender. */
public final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public BadRequest(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
