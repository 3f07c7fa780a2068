package dev.cortex.routing.space;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.Thresholds;

/** One entry of the log: what changes a space's router, and its place in the one order of all changes. */
public sealed interface LogEntry {
    long seq();

    String space();

    /** An expert was defined or changed; the first one makes the space. */
    record ExpertPut(long seq, String space, Expert expert) implements LogEntry {}

    record ExpertRetired(long seq, String space, String expert) implements LogEntry {}

    record SpaceDeleted(long seq, String space) implements LogEntry {}

    /** A task was judged. */
    record TaskJudged(long seq, String space, Judgement judgement) implements LogEntry {}

    /**
     * What was learned is again what it was after entry {@code to}; the experts stay who they are now. The model has an
     * epoch of its own from then on, {@link #epoch}.
     */
    record RolledBack(long seq, String space, long to) implements LogEntry {}

    record ThresholdsSet(long seq, String space, Thresholds thresholds) implements LogEntry {}

    /**
     * The epoch that a model starts anew with at entry {@code seq}. No model of the space ever had it: an epoch starts
     * at the entry that made the space, and grows by one an entry at most.
     */
    static long epoch(long seq) {
        return seq + 1;
    }
}
