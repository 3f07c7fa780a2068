package dev.cortex.mesh.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProblemsIT {
    private static final String GOOD = """
            {"customer_name":"ada","items":[{"item_name":"tea","amount_wanted":2}],"size":"SMALL","gift":true,
             "deliver_at":"2026-01-31T12:00:00Z","unknown":1}""";

    @Test
    void jsonIsSnakeCaseWithIsoTimesAndNullsForAbsentOptionals() {
        post(GOOD)
                .statusCode(200)
                .body("customer_name", equalTo("ada"))
                .body("deliver_at", equalTo("2026-01-31T12:00:00Z"))
                .body("items[0].amount_wanted", equalTo(2))
                .body("note", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"customer_name\": 5}|customer_name|must be text",
                "{\"items\": {}}|items|must be a list",
                "{\"items\": [{\"amount_wanted\": \"many\"}]}|items[0].amount_wanted|must be a whole number",
                "{\"items\": [{\"amount_wanted\": 1.5}]}|items[0].amount_wanted|must be a whole number",
                "{\"items\": [{\"amount_wanted\": null}]}|items[0].amount_wanted|is required",
                "{\"items\": [{\"amount_wanted\": -1}]}|items[0]|is not acceptable: amount_wanted is not negative",
                "{\"size\": \"huge\"}|size|must be one of small, large",
                "{\"gift\": \"yes\"}|gift|must be true or false",
                "{\"gift\": 1}|gift|must be true or false",
                "{\"deliver_at\": \"soon\"}|deliver_at|must be a time in ISO-8601, for example 2026-01-31T12:00:00Z",
            })
    void aWrongTypeNamesTheField(String body, String field, String message) {
        problem(post(body), 400)
                .body("type", equalTo("/problems/invalid-body"))
                .body("errors[0].field", equalTo(field))
                .body("errors[0].message", equalTo(message))
                .body("detail", equalTo("Field '" + field + "' " + message + "."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"{\"customer_name\": ", "{\"gift\":true} {}", "{'customer_name': 1}", "{\"items\": [", "nonsense"})
    void malformedJsonIsTheClientsFault(String body) {
        problem(post(body), 400).body("type", equalTo("/problems/malformed-json"));
    }

    @Test
    void aBodyOfTheWrongShapeIsTheClientsFault() {
        problem(post("[]"), 400).body("detail", equalTo("The body must be an object."));
    }

    @Test
    void unknownPathsAreProblems() {
        problem(given().get("/nowhere").then(), 404).body("type", equalTo("/problems/not-found"));
        problem(given().accept("text/html").get("/orders/x/y/z").then(), 404);
        problem(given().get("/orders/not-a-uuid").then(), 404);
        problem(given().get("/q/nowhere").then(), 404);
    }

    @Test
    void aWrongMethodIsAProblem() {
        problem(given().delete("/orders").then(), 405).body("type", equalTo("/problems/method-not-allowed"));
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        given().delete("/orders").then().statusCode(405).header("Allow", "OPTIONS, POST");
        given().post("/orders/busy").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
        given().put("/orders/checked/7").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
        // A word that also fits the template of another path.
        given().put("/orders/checked").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS, POST");
    }

    @Test
    void aWrongMediaTypeIsAProblem() {
        problem(given().contentType("text/plain").body("x").post("/orders").then(), 415);
        problem(
                given().contentType(ContentType.JSON)
                        .accept("image/png")
                        .body(GOOD)
                        .post("/orders")
                        .then(),
                406);
    }

    @Test
    void aBodyOverTheLimitIsAProblem() {
        problem(post("{\"customer_name\":\"" + "x".repeat(20_000) + "\"}"), 413)
                .body("type", equalTo("/problems/body-too-large"));
    }

    @Test
    void aBodyThatGrowsOverTheLimitWithoutALengthIsRefused() throws Exception {
        byte[] part = " ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/orders"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArrays(Collections.nCopies(20, part)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(413, answer.statusCode());
        }
    }

    @Test
    void violatedConstraintsAreNamedAsTheClientKnowsThem() {
        problem(
                        given().contentType(ContentType.JSON)
                                .body("{\"first_name\":\"\",\"parts\":[{\"part_size\":0}]}")
                                .post("/orders/checked")
                                .then(),
                        400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors.field", equalTo(List.of("first_name", "parts[0].part_size")))
                .body("errors[1].message", equalTo("must be greater than or equal to 1"));
        problem(given().get("/orders/checked/0").then(), 400).body("errors[0].field", equalTo("number"));
        problem(given().get("/orders/checked/5").then(), 500).body("type", equalTo("/problems/internal-error"));
    }

    @Test
    void aFailureOfOursTellsNothingOfTheInside() {
        problem(given().header("X-Request-Id", "r-1").get("/orders/broken").then(), 500)
                .body("type", equalTo("/problems/internal-error"))
                .body("request_id", equalTo("r-1"))
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    @Test
    void aServicesOwnProblemKeepsItsHeadersAndMembers() {
        problem(given().get("/orders/busy").then(), 503)
                .header("Retry-After", "7")
                .body("retry_after_seconds", equalTo(7))
                .body("more", nullValue());
    }

    @Test
    void theRequestIdIsTakenOrMade() {
        given().header("X-Request-Id", "abc-1").get("/nowhere").then().header("X-Request-Id", "abc-1");
        given().header("X-Request-Id", "bad id\"")
                .get("/nowhere")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
        given().get("/nowhere").then().header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/orders").then();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("request_id", not(nullValue()));
    }
}
