package dev.cortex.achievement.api;

import dev.cortex.achievement.progress.Reading;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers that a client or a cache may keep, and ask for again with what it has (RFC 9110 section 13, RFC 9111). */
final class Conditional {
    /** How long a cache may give an answer of ours when we fail: as long as we would ourselves. */
    private static final Duration IF_ERROR = Duration.ofDays(1);

    private Conditional() {}

    /**
     * @param kind which view of the reading it is, with all that changes its content besides the reading
     * @param body made only if the client does not have it
     */
    static <T> RestResponse<T> answer(Request request, Reading reading, String kind, Instant now, Supplier<T> body) {
        Instant changed = reading.snapshot().fetchedAt().truncatedTo(ChronoUnit.SECONDS);
        boolean stale = reading.staleAt(now);
        // Weak: age_seconds differs from one second to the next, what is said does not.
        EntityTag tag = new EntityTag(
                Long.toHexString(reading.snapshot().fetchedAt().toEpochMilli()) + "-" + kind + (stale ? "-stale" : ""),
                true);
        Response.ResponseBuilder known = request.evaluatePreconditions(Date.from(changed), tag);
        ResponseBuilder<T> answer = known == null
                ? ResponseBuilder.ok(body.get())
                : ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED);
        return answer.tag(tag)
                .lastModified(Date.from(changed))
                .header(HttpHeaders.CACHE_CONTROL, control(reading, stale, now))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .build();
    }

    private static String control(Reading reading, boolean stale, Instant now) {
        long left = stale
                ? 0
                : Math.max(0, Duration.between(now, reading.freshUntil()).toSeconds());
        return "max-age=" + left + ", stale-if-error=" + IF_ERROR.toSeconds();
    }
}
