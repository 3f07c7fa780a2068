package dev.cortex.routing.outcome;

import dev.cortex.routing.model.Thresholds;

/** A change of a space's model other than by learning, before it has its place in the log. */
public sealed interface ModelChange {
    String space();

    /** What was learned after entry {@code to} of the log is not in the model any more. */
    record RollBack(String space, long to) implements ModelChange {}

    record SetThresholds(String space, Thresholds thresholds) implements ModelChange {}
}
