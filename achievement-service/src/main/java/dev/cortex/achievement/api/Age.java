package dev.cortex.achievement.api;

import dev.cortex.achievement.progress.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How old an answer is, beside every number that is told.
 *
 * @param fetchedAt when GitHub said it
 * @param stale whether it is older than it should be
 * @param source github, cache or store
 * @param validatedAt when nothing was seen to have changed since it was fetched; null where that was not looked at
 * @param warning why it could not be renewed, or was not
 */
record Age(
        Instant fetchedAt,
        boolean stale,
        long ageSeconds,
        String source,
        Optional<Instant> validatedAt,
        Optional<Warning> warning) {

    /** The failure that an old answer stands in for. */
    record Warning(String type, String detail, Optional<Long> retryAfterSeconds) {}

    /** The same with a word to who asked, if there is one. */
    Age with(Optional<Warning> word) {
        return word.isEmpty() ? this : new Age(fetchedAt, stale, ageSeconds, source, validatedAt, word);
    }

    static Age of(Reading reading, Instant now) {
        Instant fetched = reading.snapshot().fetchedAt();
        return new Age(
                fetched,
                reading.staleAt(now),
                Math.max(0, Duration.between(fetched, now).toSeconds()),
                reading.source().name().toLowerCase(Locale.ROOT),
                reading.validatedAt(),
                reading.trouble().map(trouble -> Problems.warning(trouble, now)));
    }
}
