package dev.cortex.local.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.github.Client.Answer;
import dev.cortex.local.github.limit.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsIT {
    private static final String QUERY = "{ user(login: \"octocat\") { login } }";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));
    private GitHubSimulator simulator = start(new Limits(3, 3, 100, 2_000, 900));

    private GitHubSimulator start(Limits limits) {
        InstantSource clock = now::get;
        return GitHubSimulator.start(SimulatorSettings.onPort(0).with(limits).with(clock));
    }

    private void restart(Limits limits) {
        simulator.close();
        simulator = start(limits);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void anExhaustedGraphQlBudgetIsA200WithItsTypeUntilTheReset() {
        Client client = new Client(simulator, "a");
        assertEquals(
                List.of(2, 1, 0),
                List.of(
                        client.query(QUERY).remaining(),
                        client.query(QUERY).remaining(),
                        client.query(QUERY).remaining()));
        Answer refused = client.query(QUERY);
        assertEquals(200, refused.status());
        assertEquals("RATE_LIMITED", refused.at("/errors/0/type").asText());
        assertEquals(0, refused.remaining());
        assertEquals(200, client.get("/users/octocat").status(), "REST has a budget of its own");
        now.set(Instant.ofEpochSecond(Long.parseLong(refused.headers().get("x-ratelimit-reset"))));
        assertEquals(2, client.query(QUERY).remaining());
    }

    @Test
    void anExhaustedRestBudgetIsA403() {
        Client client = new Client(simulator, "a");
        for (int i = 0; i < 3; i++) {
            assertEquals(200, client.get("/users/octocat").status());
        }
        Answer refused = client.get("/users/octocat");
        assertEquals(403, refused.status());
        assertEquals(0, refused.remaining());
        assertEquals(3, client.get("/rate_limit").at("/resources/core/used").asInt());
    }

    @Test
    void tokensOfOneAccountShareABudgetAndOthersDoNot() {
        new Client(simulator, "").send("PUT", "/_admin/tokens", "{\"accounts\":{\"a1\":\"mona\",\"a2\":\"mona\"}}");
        assertEquals(2, new Client(simulator, "a1").query(QUERY).remaining());
        assertEquals(1, new Client(simulator, "a2").query(QUERY).remaining());
        assertEquals(2, new Client(simulator, "b").query(QUERY).remaining());
        assertEquals(
                "mona",
                new Client(simulator, "a1")
                        .query("{ viewer { login } }")
                        .at("/data/viewer/login")
                        .asText());
    }

    @Test
    void unknownAndSuspendedTokensAreRefusedWhenAskedTo() {
        new Client(simulator, "")
                .send(
                        "PUT",
                        "/_admin/tokens",
                        "{\"accounts\":{\"a\":\"mona\"},\"suspended\":[\"s\"],\"only_known\":true}");
        assertEquals(200, new Client(simulator, "a").query(QUERY).status());
        assertEquals(401, new Client(simulator, "b").query(QUERY).status());
        assertEquals(
                "Bad credentials",
                new Client(simulator, "b").query(QUERY).at("/message").asText());
        assertEquals(403, new Client(simulator, "s").query(QUERY).status());
    }

    @Test
    void aMinutesPointsAreASecondaryLimitWithRetryAfter() {
        restart(new Limits(5_000, 5_000, 100, 4, 900));
        Client client = new Client(simulator, "a");
        for (int i = 0; i < 4; i++) {
            assertEquals(200, client.query(QUERY).status());
        }
        Answer refused = client.query(QUERY);
        assertEquals(403, refused.status());
        assertTrue(refused.at("/message").asText().contains("secondary rate limit"));
        assertEquals(4_996, refused.remaining(), "the primary budget is not touched");
        now.updateAndGet(at ->
                at.plus(Duration.ofSeconds(Long.parseLong(refused.headers().get("Retry-After")))));
        assertEquals(200, client.query(QUERY).status());
    }

    @Test
    void writingCountsFiveOfTheSecondaryPoints() {
        restart(new Limits(5_000, 5_000, 100, 2_000, 9));
        Client client = new Client(simulator, "a");
        assertEquals(
                201, client.post("/repos/o/r/issues", "{\"title\":\"one\"}").status());
        assertEquals(
                403, client.post("/repos/o/r/issues", "{\"title\":\"two\"}").status());
    }

    @Test
    void requestsAtOnceAreBounded() throws Exception {
        restart(new Limits(5_000, 5_000, 2, 2_000, 900));
        Client client = new Client(simulator, "a");
        client.query(QUERY);
        client.post("/_admin/faults", "{\"kind\":\"slow\",\"millis\":1500,\"count\":2}");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = IntStream.range(0, 6)
                    .mapToObj(_ -> threads.submit(() -> client.query(QUERY)))
                    .toList();
            long refused = 0;
            for (Future<Answer> answer : answers) {
                refused += answer.get().status() == 403 ? 1 : 0;
            }
            assertNotEquals(0, refused);
        }
        assertEquals(200, client.query(QUERY).status());
    }
}
