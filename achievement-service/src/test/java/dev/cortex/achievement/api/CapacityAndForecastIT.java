package dev.cortex.achievement.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How fresh, how soon, and who may ask again: as a caller of the gateway meets it. */
@QuarkusTest
@TestProfile(CapacityAndForecastIT.OneMayForce.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class CapacityAndForecastIT {
    private static final String PROBLEM = "application/problem+json";

    public static final class OneMayForce implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cortex.achievement.force.allowed", "operator");
        }
    }

    private final String user =
            "c" + UUID.randomUUID().toString().replace("-", "").substring(0, 30);

    @Test
    void tellsHowFreshSoManyUsersCanBeKept() {
        JsonPath few = capacity("1000");
        JsonPath many = capacity("10000");
        assertTrue(few.getInt("tokens.healthy") > 0);
        assertTrue(few.getDouble("points_per_hour") > 0);
        assertTrue(few.getDouble("refresh_interval_seconds") > 0);
        assertTrue(
                many.getDouble("refresh_interval_seconds") > few.getDouble("refresh_interval_seconds"),
                "ten times as many are refreshed less often");
        assertTrue(many.getLong("points_per_refresh") >= 9 * few.getLong("points_per_refresh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1.5", "10000001"})
    void refusesANumberOfUsersThatIsNone(String users) {
        given().queryParam("users", users)
                .get("/api/achievements/capacity")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void foretellsNothingFromOneObservationAndSaysWhy() {
        given().queryParam("username", user)
                .get("/api/achievements/forecast")
                .then()
                .statusCode(200)
                .body("username", is(user))
                .body("level", greaterThan(0f))
                .body("level", lessThan(1f))
                .body("forecasts.status", everyItem(is(oneOf("unknown", "completed"))))
                .body("forecasts.status", hasItem("unknown"))
                .body("forecasts.find { it.status == 'unknown' }.reason", notNullValue())
                .body("forecasts.find { it.status == 'unknown' }.detail", notNullValue())
                .body("forecasts.expected_at", everyItem(nullValue()));
    }

    @Test
    void letsOnlyThoseForceWhoMay() {
        force("stranger").statusCode(403).contentType(PROBLEM).body("type", is("/problems/force-not-allowed"));
        force("operator").statusCode(200).body("source", is("github"));
    }

    @Test
    void givesWhoMayNotForceTheOrdinaryAnswer() {
        given().header(Forcing.CALLER, "stranger")
                .queryParam("username", user)
                .get("/api/achievements/progress")
                .then()
                .statusCode(200)
                .body("username", is(not("")));
    }

    private ValidatableResponse force(String caller) {
        return given().header(Forcing.CALLER, caller)
                .queryParam("username", user)
                .queryParam("force", "true")
                .get("/api/achievements/progress")
                .then();
    }

    private static JsonPath capacity(String users) {
        return given().queryParam("users", users)
                .get("/api/achievements/capacity")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
