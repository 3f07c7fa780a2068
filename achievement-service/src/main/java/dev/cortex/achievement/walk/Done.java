package dev.cortex.achievement.walk;

import java.time.Instant;
import java.util.Optional;

/**
 * What the last finished pass left.
 *
 * @param settled of things that began to count up to {@code until}: never read again
 * @param fresh of younger things: the next pass counts them anew
 * @param total things that there were
 * @param completedAt when everything had been looked at; absent between the first pass and the look at what came meanwhile
 */
public record Done(Tally settled, Tally fresh, Instant until, long total, Optional<Instant> completedAt) {
    Tally all() {
        return settled.plus(fresh);
    }

    long missing() {
        return Math.max(0, total - settled.seen() - fresh.seen());
    }
}
