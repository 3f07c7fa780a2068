package dev.cortex.achievement.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.cortex.achievement.budget.Budget;
import io.smallrye.graphql.client.impl.ResponseReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant ONE = NOON.plusSeconds(3600);

    @Test
    void keepsDataThatComesWithErrors() {
        Reply.Answered answered = assertInstanceOf(Reply.Answered.class, read(200, Map.of(), """
                {"data": {"u0": {"id": "U_1"}, "u1": null, "rateLimit": {"cost": 2}},
                 "errors": [{"type": "NOT_FOUND", "path": ["u1"], "message": "Could not resolve"}]}"""));
        assertEquals(2, answered.points());
        assertEquals("NOT_FOUND", ReplyReader.type(answered.errors().getFirst()));
    }

    @Test
    void knowsAnEmptyBudgetInA200() {
        Map<String, String> headers = Map.of(
                "X-RateLimit-Limit", "5000",
                "X-RateLimit-Remaining", "0",
                "X-RateLimit-Reset", String.valueOf(ONE.getEpochSecond()));
        assertEquals(
                new Reply.Failed(new GitHubFailure.OutOfBudget(ONE), Optional.of(new Budget(5000, 0, ONE))),
                read(200, headers, """
                        {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}"""));
    }

    @Test
    void waitsAsLongAsGitHubSays() {
        String body = """
                {"message": "You have exceeded a secondary rate limit", "documentation_url": "https://docs"}""";
        Reply limited = new Reply.Failed(new GitHubFailure.SlowedDown(NOON.plusSeconds(17)), Optional.empty());
        assertEquals(limited, read(403, Map.of("retry-after", "17"), body));
        assertEquals(limited, read(429, Map.of("Retry-After", "17"), body));
        assertEquals(
                new Reply.Failed(new GitHubFailure.SlowedDown(NOON.plusSeconds(60), false), Optional.empty()),
                read(429, Map.of(), body),
                "a minute where it says nothing");
    }

    @Test
    void knowsASecondaryLimitInA200() {
        assertEquals(
                new Reply.Failed(new GitHubFailure.SlowedDown(NOON.plusSeconds(9)), Optional.empty()),
                read(200, Map.of("retry-after", "9"), """
                        {"data": null, "errors": [{"message": "You have exceeded a secondary rate limit"}]}"""));
    }

    @Test
    void knowsATokenThatIsNotTaken() {
        Reply refused = new Reply.Failed(new GitHubFailure.Refused(), Optional.empty());
        assertEquals(refused, read(401, Map.of(), "{\"message\": \"Bad credentials\"}"));
        assertEquals(refused, read(403, Map.of(), "{\"message\": \"Sorry. Your account was suspended.\"}"));
    }

    @Test
    void knowsAQueryThatIsTooLarge() {
        assertEquals(
                new Reply.Failed(new GitHubFailure.TooLarge("MAX_NODE_LIMIT_EXCEEDED"), Optional.empty()),
                read(200, Map.of(), """
                        {"data": null, "errors": [{"type": "MAX_NODE_LIMIT_EXCEEDED", "message": "too many"}]}"""));
    }

    @Test
    void knowsServerErrors() {
        String body = "{\"message\": \"Server Error\"}";
        assertEquals(new Reply.Failed(new GitHubFailure.Unavailable(502), Optional.empty()), read(502, Map.of(), body));
        assertEquals(new Reply.Failed(new GitHubFailure.TimedOut(), Optional.empty()), read(504, Map.of(), body));
    }

    @Test
    void doesNotTakeNothingForAnAnswer() {
        Reply.Failed failed = assertInstanceOf(Reply.Failed.class, read(200, Map.of(), "{\"data\": null}"));
        assertInstanceOf(GitHubFailure.Garbled.class, failed.failure());
    }

    private static Reply read(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return ReplyReader.read(ResponseReader.readFrom(body, all, status, "", true), NOON);
    }
}
