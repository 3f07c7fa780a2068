package dev.cortex.achievement.webhook;

import static dev.cortex.achievement.webhook.Delivering.deliver;
import static dev.cortex.achievement.webhook.Delivering.post;
import static dev.cortex.achievement.webhook.Delivering.signature;
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
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Delivering.Profile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class WebhookIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
                .take(new Delivery(
                        delivery,
                        "pull_request",
                        Optional.of(new Login(user)),
                        Optional.empty(),
                        Optional.empty(),
                        left))
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
}
