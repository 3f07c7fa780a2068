package dev.cortex.achievement.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.budget.Budget;
import dev.cortex.achievement.budget.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedReplyTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Mark KNOWN = new Mark("W/\"a\"", Optional.of(NOON.minusSeconds(900)));

    @Test
    void costsNothingWhereNothingChanged() {
        FeedReply reply = read(304, Map.of(), "");
        assertEquals(Optional.of(KNOWN), reply.mark());
        assertEquals(new Verdict.Taken(Optional.of(0), Optional.empty()), reply.verdict());
    }

    @Test
    void knowsTheNewestEvent() {
        FeedReply reply = read(200, Map.of("ETag", "W/\"b\""), """
                [{"created_at": "2026-11-23T10:00:00Z"}, {"created_at": "2026-11-23T11:00:00Z"}, 7]""");
        assertEquals(
                Optional.of(new Mark("W/\"b\"", Optional.of(Instant.parse("2026-11-23T11:00:00Z")))), reply.mark());
    }

    @Test
    void saysNothingOfABodyThatIsNoFeed() {
        assertEquals(Optional.empty(), read(200, Map.of(), "<html>").mark());
        assertEquals(
                Optional.empty(),
                read(200, Map.of(), "[{\"created_at\": \"yesterday\"}]").mark());
        assertEquals(Optional.empty(), read(200, Map.of(), "[{}]").mark());
        assertEquals(Optional.empty(), read(502, Map.of(), "").mark());
    }

    @Test
    void knowsThatAUserIsGone() {
        assertTrue(read(404, Map.of(), "").gone());
    }

    @Test
    void waitsAsGitHubSays() {
        assertEquals(
                new Verdict.Slowed(Optional.of(NOON.plusSeconds(7))),
                read(403, Map.of("Retry-After", "7"), "").verdict());
        assertEquals(
                new Verdict.Slowed(Optional.empty()), read(429, Map.of(), "").verdict());
        Map<String, String> spent =
                Map.of("x-ratelimit-limit", "5000", "x-ratelimit-remaining", "0", "x-ratelimit-reset", "1795435200");
        assertEquals(
                new Verdict.Spent(Instant.ofEpochSecond(1_795_435_200)),
                read(403, spent, "").verdict());
    }

    @Test
    void takesNoFeedThatIsForbiddenForABadToken() {
        Map<String, String> left =
                Map.of("x-ratelimit-limit", "5000", "x-ratelimit-remaining", "9", "x-ratelimit-reset", "1795435200");
        assertEquals(
                new Verdict.Taken(
                        Optional.of(1), Optional.of(new Budget(5000, 9, Instant.ofEpochSecond(1_795_435_200)))),
                read(403, left, "").verdict());
        assertEquals(new Verdict.Refused(), read(403, Map.of(), "").verdict());
        assertEquals(new Verdict.Refused(), read(401, Map.of(), "").verdict());
    }

    private static FeedReply read(int status, Map<String, String> headers, String body) {
        return FeedReply.read(new Http(status, headers, body), Optional.of(KNOWN), NOON);
    }

    private record Http(int status, Map<String, String> headers, String body) implements FeedReply.Http {
        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }
}
