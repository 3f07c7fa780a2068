package dev.cortex.achievement.api;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a refresh of many users costs; {@code -Dcortex.test.users=10000} measures it at full size. */
@QuarkusTest
@TestProfile(BatchEconomyIT.AlwaysOld.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class BatchEconomyIT {
    private static final Logger LOG = Logger.getLogger(BatchEconomyIT.class);

    private static final int USERS = Integer.getInteger("cortex.test.users", 1_000);

    private static final String FEED = "/users/{login}/events/public";

    /** A token may look at 810 feeds a minute; in GitHub's simulator each is of an account of its own. */
    private static final String TOKENS =
            IntStream.rangeClosed(1, 28).mapToObj(i -> "t" + i).collect(Collectors.joining(","));

    /** By GitHub's rule: seven connections a user, a hundred a point. */
    private static final double POINTS_A_USER = 0.07;

    /** Answers are old at once, and calls may take as long as a busy machine needs. */
    public static final class AlwaysOld implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cortex.achievement.github.tokens", TOKENS,
                    "cortex.achievement.freshness.ttl", "PT0.001S",
                    "cortex.achievement.freshness.jitter", "PT0S",
                    "cortex.achievement.freshness.while-revalidate", "PT0.001S",
                    "cortex.achievement.github.timeout", "PT25S",
                    "cortex.achievement.feed.timeout", "PT25S",
                    "cortex.achievement.feed.batch-time-max", "PT5M",
                    "cortex.achievement.batch.time-max", "PT5M",
                    "cortex.achievement.redis.timeout", "PT20S");
        }
    }

    @ConfigProperty(name = "CORTEX_GITHUB_URL")
    String github = "";

    private final String family = "f" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    @AfterEach
    void reset() {
        admin("POST", "/_admin/reset", "");
    }

    @Test
    void refreshesManyUsersAtTheRulesMinimumAndQuietOnesForNothing() {
        List<String> users =
                IntStream.range(0, USERS).mapToObj(i -> family + "-" + i).toList();
        JsonPath first = batch(users, "first");
        assertTrue(first.getInt("cost.points") <= 1.05 * POINTS_A_USER * USERS, "points " + first.get("cost"));
        assertTrue(first.getInt("cost.requests") * 50 <= USERS, "requests " + first.get("cost"));
        assertEquals(first.getInt("cost.points"), spent("/graphql"));

        JsonPath second = batch(users, "second");
        assertEquals(0, second.getInt("cost.points"));
        assertEquals(USERS, looks(second));
        assertEquals(users, new ArrayList<>(second.getMap("results").keySet()), "in the order asked for");
        assertEquals(USERS, spent(FEED), "the first look at a feed has no ETag");

        assertEquals(USERS, looks(batch(users, "third")));
        assertEquals(USERS, spent(FEED), "from then on looks cost nothing");
        assertEquals(first.getInt("cost.points"), spent("/graphql"));
    }

    private static long looks(JsonPath answer) {
        Map<String, Map<String, Object>> results = answer.getMap("results");
        return results.values().stream()
                .filter(result -> result.get("validated_at") != null)
                .count();
    }

    private JsonPath batch(List<String> users, String round) {
        long start = System.nanoTime();
        JsonPath answer = given().config(RestAssuredConfig.config()
                        .httpClient(HttpClientConfig.httpClientConfig().setParam("http.socket.timeout", 600_000)))
                .contentType("application/json")
                .body(Map.of("usernames", users))
                .post("/api/achievements/batch")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        LOG.infof(
                "%s round: %d users, %s requests, %s points, %d confirmed, %d ms",
                round,
                USERS,
                answer.getString("cost.requests"),
                answer.getString("cost.points"),
                looks(answer),
                (System.nanoTime() - start) / 1_000_000);
        return answer;
    }

    private int spent(String path) {
        return JsonPath.from(admin("GET", "/_admin/stats", "")).getInt("by_path.'" + path + "'.points");
    }

    private String admin(String method, String path, String body) {
        return given().baseUri(github)
                .port(URI.create(github).getPort())
                .contentType("application/json")
                .body(body)
                .request(method, path)
                .asString();
    }
}
