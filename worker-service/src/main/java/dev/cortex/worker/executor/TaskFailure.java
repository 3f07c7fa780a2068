package dev.cortex.worker.executor;

/** A failure that an executor foresees; its message is shown to the task's sender. */
public final class TaskFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final boolean retryable;

    private TaskFailure(String message, boolean retryable) {
        // Without a stack trace: it is an outcome, and there can be thousands a second.
        super(message, null, false, false);
        this.retryable = retryable;
    }

    /** The same again would fail the same way. */
    public static TaskFailure lasting(String message) {
        return new TaskFailure(message, false);
    }

    /** Another attempt may go better. */
    public static TaskFailure passing(String message) {
        return new TaskFailure(message, true);
    }

    public boolean retryable() {
        return retryable;
    }
}
