package dev.cortex.worker.policy;

/** Where a worker is in its life. */
public enum Stage {
    /** Started, not yet connected to everything it needs. */
    STARTING,
    /** Connected and parked: its first task is milliseconds away. */
    WARM,
    /** Claims tasks. */
    ACTIVE,
    /** Claims nothing new, finishes what it has. */
    DRAINING,
    /** Told to end. */
    STOPPING
}
