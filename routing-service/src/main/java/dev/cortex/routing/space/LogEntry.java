package dev.cortex.routing.space;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Judgement;

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
}
