package dev.cortex.local.launch.plan;

/**
 * Something a person can mend. The message is the one line they read: which component, what is wrong with it, where to
 * look. It is shown without a stack trace, which would only bury that line.
 */
public final class MeshFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MeshFailure(String line) {
        super(line, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
