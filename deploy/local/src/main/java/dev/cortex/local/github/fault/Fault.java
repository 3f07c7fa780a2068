package dev.cortex.local.github.fault;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One way to fail, and for whom.
 *
 * @param count how many requests it strikes; null for all until it is removed
 * @param probability how likely it strikes a request that it fits; null for always
 * @param match which requests it strikes; null for all
 * @param millis how long {@code slow} takes
 * @param retryAfterSeconds what {@code secondary} tells to wait
 */
public record Fault(
        Kind kind,
        @Nullable Integer count,
        @Nullable Double probability,
        @Nullable Match match,
        @Nullable Long millis,
        @Nullable Integer retryAfterSeconds) {
    private static final long SLOW_MILLIS = 2_000;
    private static final long SLOWEST_MILLIS = 600_000;
    private static final int RETRY_AFTER_SECONDS = 60;

    /**
     * Which requests; what is null matches all.
     *
     * @param login requests that ask for this user
     * @param token requests with this token
     * @param path requests whose path starts with this
     */
    public record Match(
            @Nullable String login,
            @Nullable String token,
            @Nullable String path) {
        static final Match ALL = new Match(null, null, null);
    }

    /** Where in a request's life a fault strikes; at most one of each stage strikes a request. */
    public enum Stage {
        DELAY,
        REFUSAL,
        RESULT,
        BODY
    }

    /** The kinds, by their names in JSON. */
    public enum Kind {
        SLOW("slow", Stage.DELAY),
        BAD_GATEWAY("502", Stage.REFUSAL),
        GATEWAY_TIMEOUT("504", Stage.REFUSAL),
        DROP("drop", Stage.REFUSAL),
        RATE_LIMITED("rate_limited", Stage.REFUSAL),
        SECONDARY("secondary", Stage.REFUSAL),
        SUSPENDED_TOKEN("suspended_token", Stage.REFUSAL),
        BAD_CREDENTIALS("bad_credentials", Stage.REFUSAL),
        PARTIAL("partial", Stage.RESULT),
        NOT_FOUND_ALIAS("not_found_alias", Stage.RESULT),
        RESOURCE_LIMITS("resource_limits", Stage.RESULT),
        BAD_JSON("bad_json", Stage.BODY);

        private final String text;
        private final Stage stage;

        Kind(String text, Stage stage) {
            this.text = text;
            this.stage = stage;
        }

        @JsonCreator
        static Kind of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text.equals(text.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("kind must be one of "
                            + Arrays.stream(values()).map(kind -> kind.text).toList()));
        }

        @JsonValue
        String text() {
            return text;
        }

        Stage stage() {
            return stage;
        }
    }

    public Fault {
        if (count != null && count < 1) {
            throw new IllegalArgumentException("count must be at least 1");
        }
        if (probability != null && !(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be above 0 and at most 1");
        }
        if (millis != null && (millis < 0 || millis > SLOWEST_MILLIS)) {
            throw new IllegalArgumentException("millis must be 0 to " + SLOWEST_MILLIS);
        }
    }

    public Match target() {
        return match == null ? Match.ALL : match;
    }

    public Duration delay() {
        return Duration.ofMillis(millis == null ? SLOW_MILLIS : millis);
    }

    public Duration retryAfter() {
        return Duration.ofSeconds(retryAfterSeconds == null ? RETRY_AFTER_SECONDS : retryAfterSeconds);
    }
}
