package dev.cortex.achievement.webhook;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.observation.Login;
import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WebhookIT.Secret.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class WebhookIT {
    private static final String SECRET = "only of this test";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The sweep is called by the test, not by the time. */
    public static final class Secret implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cortex.achievement.webhook.secret", SECRET, "cortex.achievement.webhook.sweep-every", "1h");
        }
    }

    @ConfigProperty(name = "CORTEX_GITHUB_URL")
    String github = "";

    @Inject
    Webhooks webhooks;

    @Inject
    PostgresDeliveries deliveries;

    @Inject
    Pool pool;

    private final String user =
            "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 30);
    private final String delivery = UUID.randomUUID().toString();

    @Test
    void makesTheNextAnswerNew() {
        int before = progress().body("source", equalTo("github")).extract().path("achievements.pull_shark.count");
        merged(3);
        progress().body("source", equalTo("cache")).body("achievements.pull_shark.count", is(before));
        deliver(delivery, "pull_request", closed(user)).statusCode(202).body("status", equalTo("accepted"));
        progress().body("source", equalTo("github")).body("achievements.pull_shark.count", is(before + 3));
        progress().body("source", equalTo("cache"));
    }

    @Test
    void takesADeliveryOnce() {
        progress();
        deliver(delivery, "pull_request", closed(user)).statusCode(202).body("status", equalTo("accepted"));
        progress().body("source", equalTo("github"));
        deliver(delivery, "pull_request", closed(user)).statusCode(202).body("status", equalTo("duplicate"));
        progress().body("source", equalTo("cache"));
    }

    @Test
    void takesADeliveryOnceAlsoWhenItComesOftenAtTheSameTime() {
        List<String> statuses = IntStream.range(0, 16)
                .parallel()
                .mapToObj(_ -> deliver(delivery, "pull_request", closed(user))
                        .extract()
                        .<String>path("status"))
                .toList();
        assertEquals(1, statuses.stream().filter("accepted"::equals).count());
        assertEquals(15, statuses.stream().filter("duplicate"::equals).count());
    }

    @Test
    void keepsWhatItHasAfterAnEventThatMovesNobody() {
        progress();
        deliver(delivery, "ping", "{\"zen\": \"Keep it logically awesome.\"}")
                .statusCode(202)
                .body("status", equalTo("ignored"));
        progress().body("source", equalTo("cache"));
    }

    @Test
    void refusesWhatIsNotSignedOrSignedForAnotherBody() {
        progress();
        for (String signed : List.of("", "sha256=00", signature("{}"))) {
            post(signed, delivery, "pull_request", closed(user))
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/webhook-signature-wrong"));
        }
        progress().body("source", equalTo("cache"));
        deliver(delivery, "pull_request", closed(user)).statusCode(202).body("status", equalTo("accepted"));
    }

    @Test
    void refusesWhatIsSignedButMakesNoSense() {
        deliver(delivery, "pull_request", "{").statusCode(400).body("type", equalTo("/problems/malformed-json"));
        deliver("no id", "ping", "{}").statusCode(400).body("type", equalTo("/problems/webhook-delivery-missing"));
        deliver(delivery, "'; --", "{}").statusCode(400).body("type", equalTo("/problems/webhook-event-missing"));
    }

    @Test
    void takesAPullRequestAsLargeAsGitHubAllows() {
        String text = "\\u00fc".repeat(65_536);
        String body = closed(user).replace("\"merged\"", "\"body\":\"" + text + "\",\"merged\"");
        deliver(delivery, "pull_request", body).statusCode(202).body("status", equalTo("accepted"));
    }

    @Test
    void settlesWhatAReplicaLeft() {
        progress();
        Instant left = Instant.now();
        deliveries
                .take(new Delivery(delivery, "pull_request", Optional.of(new Login(user)), left))
                .await()
                .atMost(PATIENCE);
        outdateTheClockOf(delivery);
        assertTrue(waits());
        webhooks.sweep().await().atMost(PATIENCE);
        assertTrue(!waits());
    }

    /** As if it had been received long enough ago for nobody to work on it any more. */
    private void outdateTheClockOf(String id) {
        pool.preparedQuery("UPDATE achievement.webhook_deliveries SET received_at = now() - interval '2 hours'"
                        + " WHERE delivery = $1")
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(id))
                .await()
                .atMost(PATIENCE);
    }

    private boolean waits() {
        return deliveries.waiting().await().atMost(PATIENCE).stream()
                .anyMatch(waiting -> waiting.id().equals(delivery));
    }

    private static String closed(String login) {
        return "{\"action\":\"closed\",\"pull_request\":{\"merged\":true,\"user\":{\"login\":\"" + login
                + "\",\"type\":\"User\"}}}";
    }

    private ValidatableResponse progress() {
        return given().queryParam("username", user)
                .get("/api/achievements/progress")
                .then()
                .statusCode(200);
    }

    private void merged(int pulls) {
        given().baseUri(github)
                .port(URI.create(github).getPort())
                .contentType("application/json")
                .body("{\"add\": {\"merged_pulls\": " + pulls + "}}")
                .post("/_admin/users/" + user)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse deliver(String id, String event, String body) {
        return post(signature(body), id, event, body);
    }

    private static ValidatableResponse post(String signed, String id, String event, String body) {
        return given().contentType("application/json")
                .header("X-Hub-Signature-256", signed)
                .header("X-GitHub-Delivery", id)
                .header("X-GitHub-Event", event)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/webhooks/github")
                .then();
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
