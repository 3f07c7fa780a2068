package dev.cortex.local.launch.job;

/** A step of the main job that did not go right, with the answer that shows it. */
final class StepFailure extends Exception {
    private static final long serialVersionUID = 1L;

    StepFailure(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
