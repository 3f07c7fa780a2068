package dev.cortex.achievement.budget;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Why a request is not sent now. */
public sealed interface Obstacle {
    /** The one that goes away first; one that time does not remove only where there is no other. */
    Comparator<Obstacle> SOONEST =
            Comparator.comparing(obstacle -> obstacle.until().orElse(Instant.MAX));

    /** The points are spent, or what is left is for people. */
    record Spent(Instant at) implements Obstacle {}

    /** A secondary limit: GitHub told us to wait, or the points of this minute are spent. */
    record Slowed(Instant at) implements Obstacle {}

    /** As many requests as may be are under way. */
    record Crowded() implements Obstacle {}

    /** GitHub does not take the token. */
    record Refused() implements Obstacle {}

    /** There is no token. */
    record Penniless() implements Obstacle {}

    /** When it is worth to ask again. */
    default Optional<Instant> until() {
        return switch (this) {
            case Spent(Instant at) -> Optional.of(at);
            case Slowed(Instant at) -> Optional.of(at);
            case Crowded _ -> Optional.of(Instant.EPOCH);
            case Refused _, Penniless _ -> Optional.empty();
        };
    }
}
