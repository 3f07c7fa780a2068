package dev.cortex.routing.workforce;

import dev.cortex.routing.space.Space;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The places of experts that can have so many tasks at once, over all replicas: taken when a task is decided, free again
 * when its outcome is known or when it has been forgotten about.
 */
public interface Places {
    /**
     * Takes a place for each task, with the first of its choices that has one.
     *
     * @return by task id; empty when nothing is known about places, and everybody may as well have the first
     */
    Uni<Map<String, Seat>> take(Space space, List<Wish> wishes);

    /** The tasks are done. Returns at once. */
    void leave(String space, Collection<String> tasks);

    /** @param choices ids of experts, the best first, at least one */
    record Wish(String task, List<String> choices) {}

    /** @param over nobody had a free place, so that the first choice has one task too many */
    record Seat(String expert, boolean over) {}
}
