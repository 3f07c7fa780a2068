package dev.cortex.worker.policy;

import java.util.Locale;

/** Why a worker is replaced; in the order in which reasons are attended to. */
public enum RecycleReason {
    HEARTBEAT,
    MEMORY,
    REQUESTED,
    TASKS,
    AGE,
    /** Not replaced: the pool was made smaller. */
    SCALED_DOWN,
    /** Ended by itself; there was nothing to drain. */
    CRASHED;

    /** As it stands in answers and metric labels. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
