package dev.cortex.achievement.budget;

import java.time.Instant;
import java.util.Optional;

/** What the end of a request says of its payer. */
public sealed interface Verdict {
    /**
     * The request was taken, whatever its answer.
     *
     * @param cost where it is known; else what was kept for it is taken for spent
     * @param told what is left by GitHub's word
     */
    record Taken(Optional<Integer> cost, Optional<Budget> told) implements Verdict {}

    /** No points are left. */
    record Spent(Instant until) implements Verdict {}

    /** A secondary limit; GitHub does not always say until when. */
    record Slowed(Optional<Instant> until) implements Verdict {}

    /** The token is expired, wrong, or its account suspended. */
    record Refused() implements Verdict {}

    /** Whether another token may be asked for the same. */
    default boolean ofThePayer() {
        return !(this instanceof Taken);
    }
}
