package dev.cortex.routing.report;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** From one time, that included, to another one, that not. */
public record Span(Instant from, Instant to) {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final int BUCKETS = 48;

    public Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("'from' is before 'to'");
        }
        if (from.isBefore(FIRST) || to.isAfter(LAST)) {
            throw new IllegalArgumentException("times are between the years 1970 and 9999");
        }
    }

    /** The width of one of some dozens of buckets, in whole seconds. */
    public Duration bucket() {
        return Duration.ofSeconds(Math.max(1, Duration.between(from, to).toSeconds() / BUCKETS));
    }

    /** How many buckets of a width there are. */
    public long buckets(Duration width) {
        return Math.ceilDiv(Duration.between(from, to).toMillis(), Math.max(1, width.toMillis()));
    }

    OffsetDateTime start() {
        return from.atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime end() {
        return to.atOffset(ZoneOffset.UTC);
    }
}
