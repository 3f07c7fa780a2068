package dev.cortex.achievement.walk;

import dev.cortex.achievement.observation.Evidence;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One thing on a page.
 *
 * @param at when it began to count: merged, accepted, closed
 * @param changedAt when it changed last
 * @param counts for which achievements
 * @param open for which achievements that could not be told
 * @param repository where it is, if that is public
 */
public record Item(
        Instant at,
        Instant changedAt,
        Set<String> counts,
        Set<String> open,
        Optional<String> repository,
        Optional<Evidence> evidence) {
    public Item {
        counts = Set.copyOf(counts);
        open = Set.copyOf(open);
    }
}
