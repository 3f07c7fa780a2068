package dev.cortex.routing.api;

import dev.cortex.routing.report.Span;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which space and which time a report is about, as a client says it. */
public class SpanQuery {
    private static final int BUCKETS_MAX = 1000;

    @PathParam("space")
    String space = "";

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    @QueryParam("bucket")
    @Nullable
    String bucket;

    record Bucketed(Span span, Duration bucket) {}

    Span span(Instant now, Duration width) {
        // The end is not included, and what came in at this very moment should be.
        Instant end = to == null ? now.plusSeconds(1) : time("to", to);
        try {
            return new Span(from == null ? end.minus(width) : time("from", from), end);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Refusal.INVALID.because("The span can not be taken: " + e.getMessage() + ".");
        }
    }

    Bucketed bucketed(Instant now, Duration width) {
        Span span = span(now, width);
        Duration asked = bucket == null ? span.bucket() : duration(bucket);
        if (asked.toSeconds() < 1 || span.buckets(asked) > BUCKETS_MAX) {
            throw Refusal.INVALID.because("Query parameter 'bucket' is at least 1 s, and at most " + BUCKETS_MAX
                    + " buckets fit between 'from' and 'to'.");
        }
        return new Bucketed(span, Duration.ofSeconds(asked.toSeconds()));
    }

    private static Instant time(String name, String given) {
        try {
            // A '+' that was not escaped arrives as a blank.
            return OffsetDateTime.parse(given.strip().replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.INVALID.because("Query parameter '" + name + "' is a time as 2026-01-31T12:00:00Z.");
        }
    }

    private static Duration duration(String given) {
        String text = given.strip().toUpperCase(Locale.ROOT);
        boolean days = text.endsWith("D");
        try {
            return Duration.parse(text.startsWith("P") ? text : (days ? "P" : "PT") + text);
        } catch (DateTimeException | ArithmeticException e) {
            throw Refusal.INVALID.because("Query parameter 'bucket' is a duration as PT1H, 15m or 1d.");
        }
    }
}
