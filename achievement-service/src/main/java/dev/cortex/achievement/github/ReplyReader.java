package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Budget;
import io.smallrye.graphql.client.GraphQLError;
import io.smallrye.graphql.client.Response;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells GitHub's answers apart. GitHub says "no" in many ways: a limit is a 200 with an error type, or a 403, or a 429;
 * data and errors come together when a part failed.
 */
final class ReplyReader {
    /** Where the client puts the HTTP status among the headers. */
    private static final String STATUS = "<status-code>";

    /** GitHub's documentation: without Retry-After and with points left, wait at least a minute. */
    private static final Duration SECONDARY_WAIT_MIN = Duration.ofMinutes(1);

    private ReplyReader() {}

    static Reply read(Response response, Instant now) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.getTransportMeta());
        int status = number(headers, STATUS).map(Long::intValue).orElse(0);
        Optional<Budget> budget = budget(headers);
        if (status >= 300) {
            return new Reply.Failed(byStatus(status, headers, budget, now), budget);
        }
        List<GraphQLError> errors = Optional.ofNullable(response.getErrors()).orElse(List.of());
        Optional<GitHubFailure> limit = limit(errors, headers, budget, now);
        if (limit.isPresent()) {
            return new Reply.Failed(limit.get(), budget);
        }
        JsonObject data = response.getData();
        if (data == null) {
            return new Reply.Failed(withoutData(errors), budget);
        }
        return new Reply.Answered(data, errors, points(data), budget.or(() -> budget(data)));
    }

    /** The type that GitHub gives an error, beside the fields of the GraphQL specification. */
    static String type(GraphQLError error) {
        Map<String, Object> others = error.getOtherFields();
        return others != null && others.get("type") instanceof String type ? type : "";
    }

    private static GitHubFailure byStatus(
            int status, Map<String, List<String>> headers, Optional<Budget> budget, Instant now) {
        boolean spent = budget.map(left -> left.remaining() == 0).orElse(false);
        return switch (status) {
            case 401 -> new GitHubFailure.Refused();
            case 403, 429 -> {
                if (status == 403 && !spent && !headers.containsKey("retry-after") && !secondary(headers)) {
                    yield new GitHubFailure.Refused();
                }
                yield limited(headers, budget, now);
            }
            case 504 -> new GitHubFailure.TimedOut();
            default ->
                status >= 500
                        ? new GitHubFailure.Unavailable(status)
                        : new GitHubFailure.Garbled("GitHub answered with status " + status);
        };
    }

    /** A suspended account is refused with a 403 too, but without any sign of a rate limit. */
    private static boolean secondary(Map<String, List<String>> headers) {
        return headers.containsKey("x-ratelimit-resource") && headers.containsKey("x-ratelimit-reset");
    }

    private static Optional<GitHubFailure> limit(
            List<GraphQLError> errors, Map<String, List<String>> headers, Optional<Budget> budget, Instant now) {
        for (GraphQLError error : errors) {
            if (type(error).equals("RATE_LIMITED") || type(error).equals("RATE_LIMIT")) {
                return Optional.of(limited(headers, budget, now));
            }
        }
        // A secondary limit in a 200 has no type of its own: the header tells.
        return errors.isEmpty() || !headers.containsKey("retry-after")
                ? Optional.empty()
                : Optional.of(limited(headers, budget, now));
    }

    /** Retry-After first, then the reset of an empty budget, then a minute: in the order that GitHub asks for. */
    private static GitHubFailure limited(Map<String, List<String>> headers, Optional<Budget> budget, Instant now) {
        Optional<Instant> after = number(headers, "retry-after").map(now::plusSeconds);
        Optional<Instant> reset = budget.filter(left -> left.remaining() == 0).map(Budget::resetAt);
        if (reset.isPresent()) {
            return new GitHubFailure.OutOfBudget(after.orElse(reset.get()));
        }
        return after.map(GitHubFailure.SlowedDown::new)
                .orElseGet(() -> new GitHubFailure.SlowedDown(now.plus(SECONDARY_WAIT_MIN), false));
    }

    private static GitHubFailure withoutData(List<GraphQLError> errors) {
        for (GraphQLError error : errors) {
            switch (type(error)) {
                case "MAX_NODE_LIMIT_EXCEEDED", "RESOURCE_LIMITS_EXCEEDED" -> {
                    return new GitHubFailure.TooLarge(type(error));
                }
                case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> {
                    return new GitHubFailure.Refused();
                }
                default -> {
                    // says nothing about the whole; the next one may
                }
            }
        }
        return new GitHubFailure.Garbled("no data and no known reason");
    }

    private static Optional<Budget> budget(Map<String, List<String>> headers) {
        Optional<Long> limit = number(headers, "x-ratelimit-limit");
        Optional<Long> remaining = number(headers, "x-ratelimit-remaining");
        Optional<Long> reset = number(headers, "x-ratelimit-reset");
        if (limit.isEmpty() || remaining.isEmpty() || reset.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Budget(limit.get().intValue(), remaining.get().intValue(), Instant.ofEpochSecond(reset.get())));
    }

    private static Optional<Budget> budget(JsonObject data) {
        if (!(data.get("rateLimit") instanceof JsonObject limits)) {
            return Optional.empty();
        }
        try {
            Instant reset = Instant.parse(limits.getString("resetAt", ""));
            return Optional.of(new Budget(limits.getInt("limit", 0), limits.getInt("remaining", 0), reset));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static int points(JsonObject data) {
        JsonValue limits = data.get("rateLimit");
        return limits instanceof JsonObject object ? object.getInt("cost", 0) : 0;
    }

    private static Optional<Long> number(Map<String, List<String>> headers, String name) {
        List<String> values = headers.get(name);
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(values.getFirst().strip()));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
