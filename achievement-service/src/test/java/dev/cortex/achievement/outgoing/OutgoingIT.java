package dev.cortex.achievement.outgoing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.unlock.UnlockUser;
import dev.cortex.achievement.webhook.Signature;
import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
@QuarkusTestResource(value = Receiver.class, restrictToAnnotatedClass = true)
class OutgoingIT {
    private static final String SECRET = "sixteen characters and more";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Looked up, because the other tests of this module have no receiver and could not inject it. */
    private static String receiver() {
        return ConfigProvider.getConfig().getValue("receiver.url", String.class);
    }

    @ConfigProperty(name = "CORTEX_GITHUB_URL")
    String github = "";

    @Test
    void tellsAnUnlockSignedAndAgainUntilItArrives() {
        UnlockUser user = UnlockUser.known(github);
        answers("500,302");
        String id = subscribe("/hook/" + user.login(), user.login())
                .statusCode(201)
                .body("url", equalTo(receiver() + "/hook/" + user.login()))
                .extract()
                .path("id");
        user.unlock();
        List<Map<String, String>> heard = heard(user, 3);
        assertEquals(
                1,
                heard.stream()
                        .map(one -> one.get("x-cortex-delivery"))
                        .distinct()
                        .count());
        for (Map<String, String> one : heard) {
            byte[] body = one.get("body").getBytes(StandardCharsets.UTF_8);
            assertEquals(new Signature(SECRET).of(body), one.get("x-cortex-signature-256"));
            assertEquals("achievement.unlocked", one.get("x-cortex-event"));
            assertTrue(one.get("body").contains("\"username\":\"" + user.login() + "\""), one.get("body"));
        }
        assertEquals(List.of(), heardAt("/hook/elsewhere"), "no redirect is followed");
        unsubscribe(id, 204);
        unsubscribe(id, 404);
    }

    @Test
    void tellsOnlyOfThoseWhoWereAskedForAndNeverTheSecret() {
        UnlockUser wanted = UnlockUser.known(github);
        UnlockUser other = UnlockUser.known(github);
        String id = subscribe("/hook/" + wanted.login(), wanted.login())
                .statusCode(201)
                .body(not(containsString(SECRET)))
                .extract()
                .path("id");
        other.unlock();
        wanted.unlock();
        assertTrue(heard(wanted, 1).getFirst().get("body").contains(wanted.login()));
        given().get("/api/achievements/webhooks")
                .then()
                .statusCode(200)
                .body(containsString(id))
                .body(not(containsString(SECRET)));
        unsubscribe(id, 204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://localhost/",
                "ftp://127.0.0.1/",
                "http://user:pass@127.0.0.1/",
                "//x",
                "nothing"
            })
    void refusesHostsThatAreNotAllowedAndSaysWhatToSet(String url) {
        post("{\"url\": \"" + url + "\", \"secret\": \"" + SECRET + "\"}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/webhook-host-not-allowed"));
    }

    @Test
    void namesTheVariableThatAllowsAHost() {
        post("{\"url\": \"https://example.org/\", \"secret\": \"" + SECRET + "\"}")
                .statusCode(400)
                .body("detail", containsString("CORTEX_WEBHOOK_ALLOWED_HOSTS"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"url\": \"RECEIVER/hook\"}",
                "{\"url\": \"RECEIVER/hook\", \"secret\": \"short\"}",
                "{\"url\": \"RECEIVER/ hook\", \"secret\": \"sixteen characters and more\"}",
                "{\"url\": \"RECEIVER/hook\", \"secret\": \"sixteen characters and more\", \"usernames\": []}",
                "{\"url\": \"RECEIVER/hook\", \"secret\": \"sixteen characters and more\", \"usernames\": [null]}",
                "{\"url\": \"RECEIVER/hook\", \"secret\": \"sixteen characters and more\", \"usernames\": [\"a b\"]}",
                "{\"url\": 7, \"secret\": 8}"
            })
    void refusesWhatMakesNoSense(String body) {
        post(body.replace("RECEIVER", receiver())).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void knowsNoOtherIds() {
        unsubscribe("7", 404);
        unsubscribe("00000000-0000-0000-0000-000000000000", 404);
    }

    private ValidatableResponse subscribe(String path, String login) {
        return post("{\"url\": \"" + receiver() + path + "\", \"secret\": \"" + SECRET + "\", \"usernames\": [\""
                + login.toUpperCase(java.util.Locale.ROOT) + "\"]}");
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/achievements/webhooks")
                .then();
    }

    private static void unsubscribe(String id, int status) {
        given().delete("/api/achievements/webhooks/" + id).then().statusCode(status);
    }

    private void answers(String statuses) {
        given().baseUri(receiver())
                .port(URI.create(receiver()).getPort())
                .body(statuses)
                .put("/answers")
                .then()
                .statusCode(204);
    }

    private List<Map<String, String>> heard(UnlockUser user, int times) {
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom().item(() -> heardAt("/hook/" + user.login())))
                .withDelay(Duration.ofMillis(50))
                .until(_ -> false)
                .select()
                .where(heard -> heard.size() >= times)
                .select()
                .first()
                .toUni()
                .await()
                .atMost(PATIENCE);
    }

    private List<Map<String, String>> heardAt(String path) {
        List<Map<String, String>> all = given().baseUri(receiver())
                .port(URI.create(receiver()).getPort())
                .get("/log")
                .then()
                .statusCode(200)
                .extract()
                .path("");
        return all.stream().filter(one -> path.equals(one.get("path"))).toList();
    }
}
