package dev.cortex.achievement.budget;

/** Whether a request can be paid, and if not, why. */
public sealed interface Grant {
    record Granted(Lease lease) implements Grant {}

    record Denied(Obstacle obstacle) implements Grant {}
}
