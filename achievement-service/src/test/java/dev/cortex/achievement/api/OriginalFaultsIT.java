package dev.cortex.achievement.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the system that this one follows got wrong and only shows from outside. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class OriginalFaultsIT {
    @ConfigProperty(name = "CORTEX_GITHUB_URL")
    String github = "";

    private final String user =
            "f" + UUID.randomUUID().toString().replace("-", "").substring(0, 30);

    @BeforeEach
    void reset() {
        given().post(github + "/_admin/reset").then().statusCode(204);
    }

    @Test
    void fault4AFailedCallNeverBecomesZeroAndNeverEntersTheHistory() {
        int before = ask("progress", false).statusCode(200).extract().path("achievements.pull_shark.count");
        for (String kind : List.of("partial", "502", "bad_json")) {
            given().contentType("application/json")
                    .body("{\"kind\": \"" + kind + "\"}")
                    .post(github + "/_admin/faults")
                    .then()
                    .statusCode(201);
            ask("progress", true).statusCode(200).body("achievements.pull_shark.count", is(before));
            given().post(github + "/_admin/reset").then().statusCode(204);
        }
        given().queryParam("username", user)
                .queryParam("achievement", "pull_shark")
                .get("/api/achievements/history")
                .then()
                .body("observations", hasSize(1));
    }

    @Test
    void fault6EveryViewTogetherCostsOneRequest() {
        for (String view : List.of("progress", "opportunities", "plan", "badge", "forecast", "card.svg", "progress")) {
            ask(view, false).statusCode(200);
        }
        String stats = given().get(github + "/_admin/stats").asString();
        assertEquals(1, JsonPath.from(stats).getInt("requests"));
    }

    private ValidatableResponse ask(String view, boolean force) {
        return given().queryParam("username", user)
                .queryParam("force", force)
                .get("/api/achievements/" + view)
                .then();
    }
}
