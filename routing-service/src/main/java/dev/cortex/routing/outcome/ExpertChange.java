package dev.cortex.routing.outcome;

import dev.cortex.routing.experts.Expert;

/** A change of who can be given tasks, before it has its place in the log. */
public sealed interface ExpertChange {
    String space();

    record Put(String space, Expert expert) implements ExpertChange {}

    record Retire(String space, String expert) implements ExpertChange {}

    /** Everything the space has learned is gone with it; a space of the same name starts anew. */
    record DeleteSpace(String space) implements ExpertChange {}
}
