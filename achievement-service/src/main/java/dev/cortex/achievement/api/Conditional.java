package dev.cortex.achievement.api;

import dev.cortex.achievement.progress.Reading;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers that a client or a cache may keep, and ask for again with what it has (RFC 9110 section 13, RFC 9111). */
final class Conditional {
    /** How long a cache may give an answer of ours when we fail: as long as we would ourselves. */
    private static final Duration IF_ERROR = Duration.ofDays(1);

    /** A webhook makes an answer old before its time, and a cache between is not told: it asks again, with the tag it has. */
    private static final long SHARED_MAX_SECONDS = 1;

    /** A scan tells more soon; nobody should have to wait for that until an answer is no longer fresh. */
    private static final Duration WHILE_SCANNING = Duration.ofSeconds(2);

    private static final int TAG_BYTES = 16;

    private Conditional() {}

    /**
     * @param kind which view of the reading it is, with all that changes its content besides the reading
     * @param body made only if the client does not have it
     */
    static <T> RestResponse<T> answer(Request request, Reading reading, String kind, Instant now, Supplier<T> body) {
        Instant fetched = reading.snapshot().fetchedAt();
        Instant changed = reading.snapshot().changedAt();
        Date lastModified = Date.from(changed.truncatedTo(ChronoUnit.SECONDS));
        boolean stale = reading.staleAt(now);
        // Weak: age_seconds differs from one second to the next, what is said does not.
        EntityTag tag = new EntityTag(
                Long.toHexString(fetched.toEpochMilli())
                        + (changed.isAfter(fetched) ? "." + Long.toHexString(changed.toEpochMilli()) : "")
                        + "-" + kind + (stale ? "-stale" : ""),
                true);
        Response.ResponseBuilder known = request.evaluatePreconditions(lastModified, tag);
        ResponseBuilder<T> answer = known == null
                ? ResponseBuilder.ok(body.get())
                : ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED);
        return answer.tag(tag)
                .lastModified(lastModified)
                .header(HttpHeaders.CACHE_CONTROL, control(reading, stale, now))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .build();
    }

    /** A picture is tagged by what it shows: the same bytes have the same tag, whenever they were fetched. */
    static RestResponse<String> picture(Request request, Reading reading, String svg, Instant now) {
        EntityTag tag = new EntityTag(digest(svg));
        ResponseBuilder<String> answer = request.evaluatePreconditions(tag) == null
                ? ResponseBuilder.ok(svg)
                : ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED);
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, control(reading, reading.staleAt(now), now))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String control(Reading reading, boolean stale, Instant now) {
        long left = stale
                ? 0
                : Math.max(0, Duration.between(now, reading.freshUntil()).toSeconds());
        if (reading.snapshot().scanning()) {
            left = Math.min(left, WHILE_SCANNING.toSeconds());
        }
        return "max-age=" + left + ", s-maxage=" + Math.min(left, SHARED_MAX_SECONDS) + ", stale-if-error="
                + IF_ERROR.toSeconds();
    }
}
