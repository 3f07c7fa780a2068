package dev.cortex.worker.task;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a task is.
 *
 * <pre>
 *   submitted ──► routed ──► running ──► succeeded
 *       │            │        │  ▲ │
 *       │            │        ▼  │ └───► dead
 *       │            │      retrying
 *       └────────────┴─ any of these ──► cancelled;  waiting ones ──► expired
 * </pre>
 *
 * A task may be claimed straight from {@code submitted}: the claim carries the routing decision with it.
 */
public enum TaskState {
    SUBMITTED(true),
    ROUTED(true),
    RUNNING(false),
    RETRYING(true),
    SUCCEEDED(false),
    DEAD(false),
    CANCELLED(false),
    EXPIRED(false);

    private final boolean waiting;

    TaskState(boolean waiting) {
        this.waiting = waiting;
    }

    /** For a worker to claim it. */
    public boolean waiting() {
        return waiting;
    }

    /** Nothing more happens by itself. */
    public boolean ended() {
        return !waiting && this != RUNNING;
    }

    /** As it stands in the database, in JSON and in metric labels. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TaskState> of(String label) {
        return Arrays.stream(values())
                .filter(state -> state.label().equals(label))
                .findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(TaskState::label).toList();
    }
}
