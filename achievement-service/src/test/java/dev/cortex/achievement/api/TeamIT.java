package dev.cortex.achievement.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Teams, forecasts, tables, and what every answer to GET has in common. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class TeamIT {
    private static final String PROBLEM = "application/problem+json";
    private static final String LEADERBOARD = "/api/achievements/leaderboard";

    @ConfigProperty(name = "CORTEX_GITHUB_URL")
    String github = "";

    private final String user =
            "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 30);

    @BeforeEach
    void reset() {
        given().post(github + "/_admin/reset").then().statusCode(204);
    }

    @Test
    void ranksUsersAndListsTheUnknown() {
        Response board = given().queryParam("usernames", user + "a, octocat,ghost-nobody," + user + "B,OctoCat")
                .get(LEADERBOARD);
        board.then()
                .statusCode(200)
                .body("team.organization", nullValue())
                .body("team.members_total", is(4))
                .body("leaderboard", hasSize(3))
                .body("leaderboard[0].rank", is(1))
                .body("leaderboard[0]", hasKey("tiers"))
                .body("leaderboard[0].achievements", notNullValue())
                .body("leaderboard.fetched_at", everyItem(notNullValue()))
                .body("unknown.username", contains("ghost-nobody"))
                .body("unknown[0].error.status", is(404))
                .body("pending", hasSize(0))
                .body("complete", is(true))
                .body("fetched_at", notNullValue())
                .body("stale", is(false))
                .body("source", notNullValue());
        List<Map<String, Object>> rows = board.path("leaderboard");
        List<Integer> unlocked =
                rows.stream().map(row -> (Integer) row.get("unlocked")).toList();
        List<Integer> sorted = new ArrayList<>(unlocked);
        sorted.sort(Comparator.reverseOrder());
        assertEquals(sorted, unlocked);
    }

    @Test
    void ranksTheMembersOfAnOrganisationAndAsksGitHubLittle() {
        Response board = given().queryParam("organization", "octo-org").get(LEADERBOARD);
        // Each answer waits its patience for who is not known yet; a busy machine takes several.
        for (int tries = 0; tries < 15 && !board.<List<?>>path("pending").isEmpty(); tries++) {
            board = given().queryParam("organization", "octo-org").get(LEADERBOARD);
        }
        board.then()
                .statusCode(200)
                .body("team.organization", equalTo("octo-org"))
                .body("team.members_total", greaterThan(2))
                .body("leaderboard.size()", greaterThan(2))
                .body("pending", hasSize(0));
        int total = board.path("team.members_total");
        assertEquals(
                total,
                board.<List<?>>path("leaderboard").size()
                        + board.<List<?>>path("unknown").size());
        String stats = given().get(github + "/_admin/stats").asString();
        int requests = io.restassured.path.json.JsonPath.from(stats).getInt("requests");
        assertTrue(requests <= 2 + 2 * (total / 100 + 1), requests + " requests for " + total);
        given().queryParam("organization", "octo-org").get(LEADERBOARD).then().statusCode(200);
        stats = given().get(github + "/_admin/stats").asString();
        assertEquals(requests, io.restassured.path.json.JsonPath.from(stats).getInt("requests"), "then all is kept");
    }

    @Test
    void saysThatThereIsNoSuchOrganisation() {
        for (String login : List.of("ghost-org", "octocat")) {
            given().queryParam("organization", login)
                    .get(LEADERBOARD)
                    .then()
                    .statusCode(404)
                    .contentType(PROBLEM)
                    .body("type", equalTo("/problems/organization-not-found"))
                    .body("detail", containsString(login));
        }
    }

    @Test
    void refusesTeamsThatMakeNoSense() {
        bad("");
        bad("?usernames=");
        bad("?usernames=,,");
        bad("?usernames=a&organization=b");
        bad("?usernames=a,b%2Fc");
        bad("?usernames=%3Cscript%3E");
        bad("?organization=..%2F..");
        bad("?usernames="
                + String.join(
                        ",", IntStream.range(0, 501).mapToObj(i -> "u" + i).toList()));
        bad("?usernames=octocat&format=xml");
    }

    @Test
    void drawsTheWallOfATeam() {
        String tag = given().queryParam("usernames", user + ",octocat,ghost-x")
                .get("/api/achievements/card.svg")
                .then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .body(containsString("@octocat"))
                .body(containsString("The Octocat"))
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .extract()
                .header("ETag");
        given().queryParam("usernames", user + ",octocat,ghost-x")
                .header("If-None-Match", tag)
                .get("/api/achievements/card.svg")
                .then()
                .statusCode(304);
        given().queryParam("organization", "ghost-org")
                .get("/api/achievements/card.svg")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void foretellsNothingFromAHistoryOfAMoment() {
        given().queryParam("username", "octocat")
                .get("/api/achievements/forecast")
                .then()
                .statusCode(200)
                .body("username", equalTo("octocat"))
                .body("level", is(0.8f))
                .body("forecasts", hasSize(7))
                .body("forecasts.find { it.achievement_id == 'pull_shark' }.status", equalTo("unknown"))
                .body("forecasts.find { it.achievement_id == 'pull_shark' }.reason", equalTo("history_too_short"))
                .body("forecasts.find { it.achievement_id == 'pull_shark' }.needed", is(10))
                .body("forecasts.find { it.achievement_id == 'quickdraw' }.status", equalTo("completed"))
                .body("forecasts.expected_at", everyItem(nullValue()))
                .body("fetched_at", notNullValue());
        given().get("/api/achievements/forecast").then().statusCode(400).contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "progress?username=octocat",
                "opportunities?username=octocat",
                "history?username=octocat",
                "forecast?username=octocat",
                "summary",
                "metrics",
                "leaderboard?usernames=octocat"
            })
    void givesTablesAsCsvToWhoAsksForThem(String path) {
        given().get("/api/achievements/progress?username=octocat").then().statusCode(200);
        for (Response table : List.of(
                given().accept("text/csv").get("/api/achievements/" + path),
                given().get("/api/achievements/" + path + (path.contains("?") ? "&" : "?") + "format=csv"))) {
            table.then()
                    .statusCode(200)
                    .contentType(startsWith("text/csv"))
                    .header("Vary", containsString("Accept"))
                    .header("ETag", notNullValue());
            String[] lines = table.asString().split("\r\n");
            assertTrue(lines[0].contains("username"), lines[0]);
        }
        given().accept("text/csv")
                .get("/api/achievements/" + path + (path.contains("?") ? "&" : "?") + "format=json")
                .then()
                .statusCode(200)
                .contentType("application/json");
        given().accept("application/json, text/csv;q=0.5")
                .get("/api/achievements/" + path)
                .then()
                .contentType("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "progress?username=octocat",
                "opportunities?username=octocat",
                "plan?username=octocat",
                "badge?username=octocat",
                "card.svg?username=octocat",
                "history?username=octocat",
                "history?username=octocat&at=2026-01-01T00:00:00Z",
                "forecast?username=octocat",
                "summary?usernames=octocat",
                "metrics?username=octocat",
                "definitions",
                "leaderboard?usernames=octocat"
            })
    void answersEveryGetConditionallyAndHeadToo(String path) {
        Response first = given().get("/api/achievements/" + path);
        first.then().statusCode(200).header("Cache-Control", startsWith("max-age="));
        String tag = given().get("/api/achievements/" + path)
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag)
                .get("/api/achievements/" + path)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag))
                .body(equalTo(""));
        given().header("If-None-Match", "\"other\"")
                .get("/api/achievements/" + path)
                .then()
                .statusCode(200);
        given().head("/api/achievements/" + path)
                .then()
                .statusCode(200)
                .header("ETag", equalTo(tag))
                .body(equalTo(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | progress | GET, HEAD, OPTIONS",
                "PUT | plan | GET, HEAD, OPTIONS, POST",
                "GET | execute/refresh | OPTIONS, POST",
                "GET | batch | OPTIONS, POST",
                "POST | leaderboard | GET, HEAD, OPTIONS",
                "POST | card.svg | GET, HEAD, OPTIONS",
            })
    void tellsWhichMethodsAPathTakes(String method, String path, String allowed) {
        given().request(method, "/api/achievements/" + path)
                .then()
                .statusCode(405)
                .contentType(PROBLEM)
                .header("Allow", equalTo(allowed));
    }

    @Test
    void keepsNoForcedAnswer() {
        given().get("/api/achievements/progress?force=true&username=" + user)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"));
    }

    @Test
    void listsTheUsersThatItCouldNotAskForWithTheirReason() {
        given().contentType("application/json")
                .body("{\"kind\": \"502\"}")
                .post(github + "/_admin/faults")
                .then()
                .statusCode(201);
        given().queryParam("usernames", user + "," + user + "x")
                .get(LEADERBOARD)
                .then()
                .statusCode(200)
                .body("leaderboard", hasSize(0))
                .body("unknown.error.type", hasItem("/problems/github-unavailable"));
    }

    private static void bad(String query) {
        given().urlEncodingEnabled(false)
                .get(LEADERBOARD + query)
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }
}
