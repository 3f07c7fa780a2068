package dev.cortex.achievement.unlock;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.mesh.json.MeshJson;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class UnlockEventsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TestHTTPResource("/api/achievements/events")
    URI events = URI.create("http://unset");

    @ConfigProperty(name = "CORTEX_GITHUB_URL")
    String github = "";

    @Inject
    Pool pool;

    @Inject
    RedisDataSource redis;

    private final HttpClient client = HttpClient.newHttpClient();

    /** One event as it came. */
    private record Event(long id, String name, JsonNode data) {}

    @Test
    void tellsATierThatIsReachedWhileSomeoneListensAndAgainToWhoComesBack() throws Exception {
        UnlockUser user = UnlockUser.known(github);
        CompletableFuture<Event> heard = listen(user.login(), Optional.empty(), true);
        user.unlock();
        Event event = heard.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertEquals("achievement.unlocked", event.name());
        assertEquals(user.login(), event.data().path("username").asText());
        assertEquals("pull_shark", event.data().path("achievement_id").asText());
        assertEquals(event.id(), event.data().path("position").asLong());

        Event again = listen(user.login(), Optional.of(String.valueOf(event.id() - 1)), false)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertEquals(event, again);
        assertEquals(1, published(event.id()), "and the stream has it");
    }

    @Test
    void doesNotAnnounceWhatAUserHadWhenHeWasFirstSeen() {
        UnlockUser user = UnlockUser.known(github);
        assertEquals(0, rows("position IS NOT NULL OR NOT first_seen", user));
        assertTrue(rows("true", user) >= 0);
        user.unlock();
        assertEquals(1, rows("NOT first_seen", user));
    }

    @Test
    void refusesWhatIsNoLoginAndNoEvent() {
        given().queryParam("username", "not a login")
                .get("/api/achievements/events")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-username"));
        given().header("Last-Event-ID", "yesterday")
                .get("/api/achievements/events")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-event-id"));
    }

    /** The first event; where asked for, it is listened to before this returns. */
    private CompletableFuture<Event> listen(String login, Optional<String> lastId, boolean wait) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(events + "?username=" + login));
        lastId.ifPresent(id -> request.header("Last-Event-ID", id));
        CompletableFuture<HttpResponse<java.util.stream.Stream<String>>> answer =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines());
        if (wait) {
            // The head comes with the first bytes: a comment tells that it is listened to.
            assertEquals(200, answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode());
        }
        return answer.thenApplyAsync(response -> first(response.body().iterator()));
    }

    private static Event first(Iterator<String> lines) {
        long id = -1;
        String name = "";
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("id:")) {
                id = Long.parseLong(line.substring(3).strip());
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                try {
                    return new Event(id, name, MeshJson.mapper().readTree(line.substring(5)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new IllegalStateException("it ended without an event");
    }

    private long published(long position) {
        return redis.stream(String.class)
                .xrange("cortex.achievements.unlocked", io.quarkus.redis.datasource.stream.StreamRange.of("-", "+"))
                .stream()
                .filter(entry -> ("unlock-" + position).equals(entry.payload().get("id")))
                .count();
    }

    private long rows(String which, UnlockUser user) {
        return pool.preparedQuery("SELECT count(*) FROM achievement.unlocks WHERE username = $1 AND (" + which + ")")
                .execute(Tuple.of(user.login()))
                .map(found -> found.iterator().next().getLong(0))
                .await()
                .atMost(PATIENCE);
    }
}
