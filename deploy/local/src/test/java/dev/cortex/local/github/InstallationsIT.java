package dev.cortex.local.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.github.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstallationsIT {
    private static final String PATH = "/app/installations/7/access_tokens";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final GitHubSimulator simulator =
            GitHubSimulator.start(SimulatorSettings.onPort(0).with(now::get));

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void givesATokenToAnAppForAnHour() {
        Answer issued = app(jwt("RS256", NOON.minusSeconds(60), NOON.plusSeconds(540)));
        assertEquals(201, issued.status(), issued.body());
        Client installation = new Client(simulator, issued.at("/token").asText());
        assertEquals(4_999, installation.get("/users/octocat").remaining());
        now.set(NOON.plus(Duration.ofHours(1)));
        assertEquals(
                NOON.plus(Duration.ofHours(1)).toString(),
                issued.at("/expires_at").asText());
        assertEquals(401, installation.get("/users/octocat").status());
    }

    @Test
    void countsAllTokensOfAnInstallationAsOneAccount() {
        String jwt = jwt("RS256", NOON, NOON.plusSeconds(600));
        String first = app(jwt).at("/token").asText();
        String second = app(jwt).at("/token").asText();
        assertNotEquals(first, second);
        new Client(simulator, first).get("/users/octocat");
        assertEquals(4_998, new Client(simulator, second).get("/users/octocat").remaining());
    }

    @Test
    void refusesWhatGitHubRefuses() {
        assertEquals(401, app("no-jwt").status());
        assertEquals(401, app(jwt("none", NOON, NOON.plusSeconds(60))).status());
        assertEquals(401, app(jwt("RS256", NOON, NOON.minusSeconds(1))).status());
        assertEquals(401, app(jwt("RS256", NOON, NOON.plusSeconds(601))).status());
        assertEquals(
                401,
                app(jwt("RS256", NOON.plusSeconds(5), NOON.plusSeconds(60))).status());
        assertTrue(new Client(simulator, "ghs_invented").get("/users/octocat").status() == 401);
    }

    private Answer app(String jwt) {
        return new Client(simulator, jwt).post(PATH, "");
    }

    private static String jwt(String algorithm, Instant issued, Instant expires) {
        return part("{\"alg\":\"%s\"}".formatted(algorithm)) + "."
                + part("{\"iat\":%d,\"exp\":%d,\"iss\":\"1\"}"
                        .formatted(issued.getEpochSecond(), expires.getEpochSecond()))
                + ".c2lnbmVk";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
