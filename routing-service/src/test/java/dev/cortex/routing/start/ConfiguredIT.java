package dev.cortex.routing.start;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the configuration says about experts and memory is in force from the first request on. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@TestProfile(ConfiguredIT.Configured.class)
class ConfiguredIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Experts from a file, and room for no more than some dozens of them. */
    public static class Configured implements QuarkusTestProfile {
        private static final String FILE = """
                {"experts": [{"id": "baker", "description": "bakes bread", "keywords": ["dough"], "type_prefixes": ["oven"]}],
                 "spaces": {"shop": [{"id": "till", "description": "takes money"},
                                     {"id": "shelf", "description": "puts goods where they belong"}]}}
                """;

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path file = Files.createTempFile("experts", ".json");
                Files.writeString(file, FILE);
                file.toFile().deleteOnExit();
                return Map.of(
                        "cortex.routing.experts-file", file.toString(), "cortex.routing.api.spaces-memory", "100K");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Only then has it read the log, which other tests may have filled, and put the file in force. */
    @BeforeEach
    void ready() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (given().get("/q/health/ready").statusCode() != 200) {
            assertTrue(System.nanoTime() < deadline, "not ready within " + PATIENCE);
        }
    }

    @Test
    void theExpertsOfTheFileAreThereBesidesTheBuiltInOnes() {
        given().get("/api/routing/experts")
                .then()
                .statusCode(200)
                .body("experts.id", hasItems("baker", "coordinator", "development", "achievement"));
        route("/api/routing/route", Map.of("description", "knead the dough"))
                .body("decision.primary_expert", equalTo("baker"));
        route("/api/routing/route", Map.of("type", "oven.preheat", "description", "at once"))
                .body("decision.primary_expert", equalTo("baker"));
        route("/api/routing/spaces/shop/route", Map.of("description", "goods to where they belong"))
                .body("decision.primary_expert", equalTo("shelf"));
    }

    @Test
    void whatHasNoRoomIsRefusedAndTheMeshGoesOnLearning() {
        String space = "/api/routing/spaces/full-" + UUID.randomUUID();
        List<Map<String, String>> many = IntStream.range(0, 1_000)
                .mapToObj(n -> Map.of("id", "e" + n, "description", "does what number " + n + " does"))
                .toList();
        given().contentType(ContentType.JSON)
                .body(Map.of("experts", many))
                .put(space + "/experts")
                .then()
                .statusCode(507)
                .contentType("application/problem+json")
                .body("detail", containsString("no room"));
        given().get(space + "/experts").then().statusCode(404);

        String learned = "/api/routing/spaces/shop";
        ValidatableResponse answer = outcome(learned, 0);
        for (int n = 1; answer.extract().statusCode() == 200 && n < 500; n++) {
            answer = outcome(learned, n);
        }
        answer.statusCode(507).contentType("application/problem+json");
        outcome("/api/routing", 0).statusCode(200).body("applied", equalTo(1));
        route(learned + "/route", Map.of("description", "what is known is answered still"))
                .statusCode(200);
    }

    private static ValidatableResponse outcome(String space, int n) {
        String expert = space.endsWith("shop") ? "till" : "baker";
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "outcomes",
                        List.of(Map.of(
                                "task_id",
                                UUID.randomUUID().toString(),
                                "description",
                                "sentence " + n + " brings words" + n + " nobody" + n + " knew" + n,
                                "correct_expert",
                                expert))))
                .post(space + "/outcomes")
                .then();
    }

    private static ValidatableResponse route(String path, Map<String, String> task) {
        return given().contentType(ContentType.JSON)
                .body(task)
                .post(path)
                .then()
                .statusCode(200);
    }
}
