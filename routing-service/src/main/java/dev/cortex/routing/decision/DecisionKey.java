package dev.cortex.routing.decision;

import dev.cortex.routing.model.Task;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.text.Signature;

/**
 * All that a decision depends on: space, state of its model, type, priority and the text. Two tasks have the same key only
 * when they are the same, and what was learned makes all keys others at once.
 *
 * <p>The epoch tells states of one model apart; the fingerprint tells models of the same name and epoch apart that learned
 * other things, as in another mesh on the same Redis, or after a database was set back.
 */
record DecisionKey(String space, Space.Edition edition, String type, String priority, Signature text) {
    static DecisionKey of(Space space, Space.Edition edition, Task task) {
        return new DecisionKey(space.name(), edition, task.type(), task.priority(), Signature.of(task.description()));
    }

    /** As text without two readings: what comes from outside stands last, after its lengths. */
    String written() {
        return space
                + ':'
                + edition.epoch()
                + ':'
                + Long.toHexString(edition.fingerprint())
                + ':'
                + Long.toHexString(text.high())
                + ':'
                + Long.toHexString(text.low())
                + ':'
                + type.length()
                + ':'
                + type
                + priority;
    }
}
