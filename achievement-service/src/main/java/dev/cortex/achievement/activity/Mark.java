package dev.cortex.achievement.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a feed stood when it was read last.
 *
 * @param etag by which GitHub knows it again; it differs per token
 * @param newest event in it; none in an empty feed
 */
record Mark(String etag, Optional<Instant> newest) {
    /**
     * Whether all its events were there to be counted when the numbers were fetched. An event shortly before may not have
     * been: GitHub's search and counts follow after a moment.
     */
    Activity.Sign since(Instant fetchedAt, Duration margin) {
        return newest.filter(event -> !event.isBefore(fetchedAt.minus(margin))).isPresent()
                ? Activity.Sign.ACTIVE
                : Activity.Sign.QUIET;
    }
}
