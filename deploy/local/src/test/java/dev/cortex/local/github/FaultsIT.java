package dev.cortex.local.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cortex.local.github.Client.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsIT {
    private static final String TWO = "{ a: user(login: \"octocat\") { login } b: user(login: \"Mona\") { login } }";

    private static GitHubSimulator simulator;
    private static Client client;

    @BeforeAll
    static void start() {
        simulator = GitHubSimulator.start(0);
        client = new Client(simulator, "a-token");
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        client.post("/_admin/reset", "");
    }

    private static void arrange(String fault) {
        assertEquals(201, client.post("/_admin/faults", fault).status());
    }

    @Test
    void gatewayErrorsStrikeAsOftenAsAskedAndCostExtra() {
        arrange("{\"kind\":\"502\",\"count\":2}");
        arrange("{\"kind\":\"504\",\"count\":1}");
        assertEquals(502, client.query(TWO).status());
        assertEquals(502, client.query(TWO).status());
        Answer third = client.query(TWO);
        assertEquals(504, third.status());
        assertTrue(third.remaining() < 5_000 - 3, "a timeout costs more than an answer");
        assertEquals(200, client.query(TWO).status());
    }

    @Test
    void primaryAndSecondaryLimitsLookLikeGitHubs() {
        arrange("{\"kind\":\"rate_limited\",\"count\":1}");
        arrange("{\"kind\":\"secondary\",\"count\":1,\"retry_after_seconds\":7}");
        Answer primary = client.query(TWO);
        assertEquals(200, primary.status());
        assertEquals("RATE_LIMITED", primary.at("/errors/0/type").asText());
        assertEquals(0, primary.remaining());
        Answer secondary = client.query(TWO);
        assertEquals(403, secondary.status());
        assertEquals("7", secondary.headers().get("Retry-After"));
        assertEquals(200, client.query(TWO).status());
    }

    @Test
    void partialDataKeepsTheOtherAliases() {
        for (String kind : new String[] {"partial", "not_found_alias", "resource_limits"}) {
            arrange("{\"kind\":\"" + kind + "\",\"count\":1,\"match\":{\"login\":\"mona\"}}");
            Answer answer = client.query(TWO);
            assertEquals(200, answer.status(), kind);
            assertEquals("octocat", answer.at("/data/a/login").asText(), kind);
            assertTrue(answer.at("/data/b").isNull(), kind);
            assertEquals("[\"b\"]", answer.at("/errors/0/path").toString(), kind);
            String type =
                    switch (kind) {
                        case "not_found_alias" -> "NOT_FOUND";
                        case "resource_limits" -> "RESOURCE_LIMITS_EXCEEDED";
                        default -> "";
                    };
            assertEquals(type, answer.at("/errors/0/type").asText(), kind);
        }
    }

    @Test
    void faultsStrikeOnlyWhomTheyAreMeantFor() {
        arrange("{\"kind\":\"502\",\"match\":{\"login\":\"mona\"}}");
        arrange("{\"kind\":\"suspended_token\",\"match\":{\"token\":\"bad-token\"}}");
        arrange("{\"kind\":\"bad_credentials\",\"match\":{\"path\":\"/users\"}}");
        assertEquals(502, client.query(TWO).status());
        assertEquals(200, client.query("{ user(login: \"octocat\") { login } }").status());
        assertEquals(
                502,
                client.query("{ search(query: \"author:mona is:pr\", type: ISSUE, first: 1) { issueCount } }")
                        .status());
        assertEquals(
                403,
                new Client(simulator, "bad-token").query("{ viewer { login } }").status());
        assertEquals(401, client.get("/users/octocat").status());
    }

    @Test
    void connectionsAreDroppedAndBodiesCut() {
        arrange("{\"kind\":\"drop\",\"count\":2}");
        assertThrows(IOException.class, () -> {
            // The JDK's client repeats a request once when a kept connection fails.
            client.sendOrFail("POST", "/graphql", "{\"query\":\"{ viewer { login } }\"}");
            client.sendOrFail("POST", "/graphql", "{\"query\":\"{ viewer { login } }\"}");
        });
        client.send("DELETE", "/_admin/faults", "");
        arrange("{\"kind\":\"bad_json\",\"count\":1}");
        Answer cut = client.query(TWO);
        assertEquals(200, cut.status());
        assertThrows(JsonProcessingException.class, () -> Client.JSON.readTree(cut.body()));
    }

    @Test
    void slowIsSlow() {
        arrange("{\"kind\":\"slow\",\"count\":1,\"millis\":300}");
        long start = System.nanoTime();
        assertEquals(200, client.query(TWO).status());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() >= 300);
    }

    @Test
    void chanceIsTheSameEveryTime() {
        String first = drawn();
        reset();
        assertEquals(first, drawn());
        assertTrue(first.contains("502") && first.contains("200"), first);
    }

    private static String drawn() {
        arrange("{\"kind\":\"502\",\"probability\":0.5}");
        StringBuilder statuses = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            statuses.append(client.query(TWO).status()).append(' ');
        }
        return statuses.toString();
    }

    @Test
    void wrongFaultsAreExplained() {
        Answer answer = client.post("/_admin/faults", "{\"kind\":\"sunspots\"}");
        assertEquals(400, answer.status());
        assertTrue(answer.at("/message").asText().contains("rate_limited"), answer.body());
        assertEquals(
                400,
                client.post("/_admin/faults", "{\"kind\":\"502\",\"count\":0}").status());
        assertEquals(404, client.get("/_admin/nothing").status());
    }

    @Test
    void statisticsCountRequestsAndPointsWithoutTokens() {
        client.query(TWO);
        client.get("/users/octocat");
        Answer stats = client.get("/_admin/stats");
        assertEquals(2, stats.at("/requests").asInt());
        assertEquals(2, stats.at("/points").asInt());
        assertEquals(1, stats.at("/by_path").get("/graphql").get("requests").asInt());
        assertEquals(1, stats.at("/by_token").size());
        assertFalse(stats.body().contains("a-token"));
    }
}
