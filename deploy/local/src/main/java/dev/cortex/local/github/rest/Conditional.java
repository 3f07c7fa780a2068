package dev.cortex.local.github.rest;

import dev.cortex.local.github.limit.Credentials;
import dev.cortex.local.github.web.Reply;
import dev.cortex.local.github.web.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Answers that need not be sent again (RFC 9110, section 13): the ETag depends on the token, as GitHub's does. */
final class Conditional {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Conditional() {}

    /**
     * Adds the validators, and looks at those that the client sent.
     *
     * @return the reply with its validators, or a 304 when the client has it already
     */
    static Reply answer(Request request, Reply full, Instant modifiedAt) {
        String etag = etag(request.token().orElse(""), full.body());
        Map<String, String> validators =
                Map.of("ETag", etag, "Last-Modified", HTTP_DATE.format(modifiedAt), "Vary", "Accept, Authorization");
        boolean known = request.header("If-None-Match")
                .map(tags -> hasTag(tags, etag))
                .orElseGet(() -> notModifiedSince(request, modifiedAt));
        return known ? Reply.empty(304).with(validators) : full.with(validators);
    }

    private static String etag(String token, byte[] body) {
        return "W/\"" + Credentials.fingerprint(token + new String(body, StandardCharsets.UTF_8)) + "\"";
    }

    /** Weak comparison: the {@code W/} makes no difference. */
    private static boolean hasTag(String tags, String etag) {
        String opaque = etag.substring(2);
        return Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(opaque));
    }

    private static boolean notModifiedSince(Request request, Instant modifiedAt) {
        Optional<String> since = request.header("If-Modified-Since");
        try {
            return since.isPresent()
                    && modifiedAt.getEpochSecond()
                            <= Instant.from(HTTP_DATE.parse(since.get())).getEpochSecond();
        } catch (DateTimeParseException ignoredAsTheRfcSays) {
            return false;
        }
    }
}
