package dev.cortex.routing.workforce;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What the database knows of tasks that were decided and not judged. */
interface OpenTasks {
    /** Those decided for one of the experts within the last {@code keep}, the latest first, at most {@code max}. */
    Uni<List<Open>> of(String space, Collection<String> experts, Duration keep, int max);

    /** Those of the tasks that were judged. */
    Uni<List<String>> judged(String space, Collection<String> tasks);

    /** @param leftMillis until it is given up */
    record Open(String task, String expert, long leftMillis) {}
}
