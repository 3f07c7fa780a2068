package dev.cortex.achievement.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutRedisIT.NoRedis.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(GitHubResource.class)
class WithoutRedisIT {
    /** A port where nothing listens. */
    public static final class NoRedis implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:9");
        }
    }

    private final String user =
            "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 30);

    @Test
    void answersFromGitHubAndThenFromTheStore() {
        given().queryParam("username", user)
                .get("/api/achievements/progress")
                .then()
                .statusCode(200)
                .body("source", equalTo("github"))
                .body("stale", is(false));
        given().queryParam("username", user)
                .get("/api/achievements/progress")
                .then()
                .statusCode(200)
                .body("source", equalTo("store"))
                .body("stale", is(false));
    }

    @Test
    void takesNoDeliveryWithoutASecretToProveItBy() {
        given().contentType("application/json")
                .body("{}")
                .post("/api/webhooks/github")
                .then()
                .statusCode(503)
                .body("type", equalTo("/problems/webhook-secret-missing"));
    }

    @Test
    void isReady() {
        given().get("/q/health/ready").then().statusCode(200);
    }
}
