package dev.cortex.achievement.activity;

import dev.cortex.achievement.budget.Budget;
import dev.cortex.achievement.budget.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What came back for one look at a feed.
 *
 * @param mark where the feed stands, where that was told
 * @param gone whether GitHub has no such user
 */
record FeedReply(Optional<Mark> mark, boolean gone, Verdict verdict) {
    static final FeedReply NOTHING =
            new FeedReply(Optional.empty(), false, new Verdict.Taken(Optional.of(0), Optional.empty()));

    /** Nobody knows whether it was paid for. */
    static final FeedReply BROKEN =
            new FeedReply(Optional.empty(), false, new Verdict.Taken(Optional.empty(), Optional.empty()));

    /** The parts of an HTTP response that matter here. */
    interface Http {
        int status();

        Optional<String> header(String name);

        String body();
    }

    /** @param known what was asked about with If-None-Match */
    static FeedReply read(Http http, Optional<Mark> known, Instant now) {
        Optional<Budget> told = budget(http);
        return switch (http.status()) {
            case 304 -> new FeedReply(known, false, new Verdict.Taken(Optional.of(0), told));
            case 200 -> new FeedReply(mark(http), false, new Verdict.Taken(Optional.of(1), told));
            case 404 -> new FeedReply(Optional.empty(), true, new Verdict.Taken(Optional.of(1), told));
            case 401 -> new FeedReply(Optional.empty(), false, new Verdict.Refused());
            case 403, 429 -> new FeedReply(Optional.empty(), false, refusal(http, told, now));
            default -> new FeedReply(Optional.empty(), false, new Verdict.Taken(Optional.empty(), told));
        };
    }

    private static Optional<Mark> mark(Http http) {
        try {
            Optional<Instant> newest = new JsonArray(http.body())
                    .stream()
                            .filter(JsonObject.class::isInstance)
                            .map(event -> Instant.parse(((JsonObject) event).getString("created_at")))
                            .max(Comparator.naturalOrder());
            return Optional.of(new Mark(http.header("ETag").orElse(""), newest));
        } catch (RuntimeException notAFeed) {
            return Optional.empty();
        }
    }

    /** Retry-After first, then the reset of an empty budget; a token that may not read feeds is good for other things. */
    private static Verdict refusal(Http http, Optional<Budget> told, Instant now) {
        Optional<Instant> after = number(http, "Retry-After").map(now::plusSeconds);
        Optional<Instant> reset = told.filter(left -> left.remaining() == 0).map(Budget::resetAt);
        if (reset.isPresent()) {
            return new Verdict.Spent(after.orElse(reset.get()));
        }
        if (after.isPresent() || http.status() == 429) {
            return new Verdict.Slowed(after);
        }
        return told.isPresent() ? new Verdict.Taken(Optional.of(1), told) : new Verdict.Refused();
    }

    private static Optional<Budget> budget(Http http) {
        Optional<Long> limit = number(http, "x-ratelimit-limit");
        Optional<Long> remaining = number(http, "x-ratelimit-remaining");
        Optional<Long> reset = number(http, "x-ratelimit-reset");
        if (limit.isEmpty() || remaining.isEmpty() || reset.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Budget(limit.get().intValue(), remaining.get().intValue(), Instant.ofEpochSecond(reset.get())));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(Http http, String header) {
        try {
            return http.header(header).map(String::strip).map(Long::parseLong);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
