package dev.cortex.achievement.api;

import dev.cortex.achievement.progress.Reading;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
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
import java.util.Optional;
import java.util.OptionalLong;
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
     * What an answer is known by.
     *
     * @param changed when what it tells was last different, where that is known
     * @param maxAgeSeconds so long a cache may give it without asking; none: it may not keep it at all
     */
    record Stamp(EntityTag tag, Optional<Instant> changed, OptionalLong maxAgeSeconds) {
        /** Weak: age_seconds differs from one second to the next, what is said does not. */
        static Stamp weak(String kind, String seen, Optional<Instant> changed, long maxAgeSeconds) {
            return new Stamp(new EntityTag(kind + "-" + digest(seen), true), changed, OptionalLong.of(maxAgeSeconds));
        }

        /** @param kind which view of the reading it is, with all that changes its content besides the reading */
        static Stamp of(Reading reading, String kind, Instant now) {
            boolean stale = reading.staleAt(now);
            Instant fetched = reading.snapshot().fetchedAt();
            Instant changed = reading.snapshot().changedAt();
            String tag = Long.toHexString(fetched.toEpochMilli())
                    + (changed.isAfter(fetched) ? "." + Long.toHexString(changed.toEpochMilli()) : "")
                    + "-" + kind + (stale ? "-stale" : "");
            return new Stamp(
                    new EntityTag(tag, true), Optional.of(changed), OptionalLong.of(secondsLeft(reading, stale, now)));
        }

        /** Another form of the same is another representation. */
        Stamp as(boolean csv) {
            return csv ? new Stamp(new EntityTag(tag.getValue() + "-csv", true), changed, maxAgeSeconds) : this;
        }

        /** Whoever forces an answer wants it from us each time. */
        Stamp unkept(boolean unkept) {
            return unkept ? new Stamp(tag, changed, OptionalLong.empty()) : this;
        }
    }

    /** @param body made only if the client does not have it: a text is CSV, everything else JSON */
    static RestResponse<Object> answer(Request request, Stamp stamp, Supplier<Object> body) {
        Optional<Date> changed = stamp.changed().map(at -> Date.from(at.truncatedTo(ChronoUnit.SECONDS)));
        Response.ResponseBuilder known = changed.isPresent()
                ? request.evaluatePreconditions(changed.get(), stamp.tag())
                : request.evaluatePreconditions(stamp.tag());
        ResponseBuilder<Object> answer =
                known == null ? typed(body.get()) : ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED);
        changed.ifPresent(answer::lastModified);
        return answer.tag(stamp.tag())
                .header(HttpHeaders.CACHE_CONTROL, control(stamp.maxAgeSeconds()))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING)
                .build();
    }

    private static ResponseBuilder<Object> typed(Object body) {
        return body instanceof String
                ? ResponseBuilder.ok(body, Csv.MEDIA_TYPE + ";charset=utf-8;header=present")
                : ResponseBuilder.ok(body, MediaType.APPLICATION_JSON);
    }

    /** A picture is tagged by what it shows: the same bytes have the same tag, whenever they were fetched. */
    static RestResponse<String> picture(Request request, String svg, long maxAgeSeconds) {
        EntityTag tag = new EntityTag(digest(svg));
        ResponseBuilder<String> answer = request.evaluatePreconditions(tag) == null
                ? ResponseBuilder.ok(svg)
                : ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED);
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, control(OptionalLong.of(maxAgeSeconds)))
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

    static long secondsLeft(Reading reading, boolean stale, Instant now) {
        long left = stale
                ? 0
                : Math.max(0, Duration.between(now, reading.freshUntil()).toSeconds());
        return reading.snapshot().scanning() ? Math.min(left, WHILE_SCANNING.toSeconds()) : left;
    }

    private static String control(OptionalLong maxAgeSeconds) {
        return maxAgeSeconds.isEmpty()
                ? "max-age=0, no-store"
                : "max-age=" + maxAgeSeconds.getAsLong() + ", s-maxage="
                        + Math.min(maxAgeSeconds.getAsLong(), SHARED_MAX_SECONDS) + ", stale-if-error="
                        + IF_ERROR.toSeconds();
    }
}
