package dev.cortex.routing.workforce;

import static io.restassured.RestAssured.given;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.routing.StreamNames;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@TestProfile(RedisAttendanceIT.Impatient.class)
class RedisAttendanceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    RedisDataSource redis;

    /** Soon sure that nobody is there. */
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cortex.routing.workers.absent-after", "1s", "cortex.routing.workers.interval", "100ms");
        }
    }

    @AfterEach
    void forget() {
        redis.key().del(StreamNames.SERVING);
    }

    @Test
    void anExpertThatNoWorkerServesGetsNothingUntilOneDoes() {
        serving("security", "development");
        awaitExpert(expert -> !expert.equals("cicd"), "security", "development");
        serving("security", "cicd");
        awaitExpert("cicd"::equals, "security", "cicd");
    }

    @Test
    void whenWorkersFallSilentNobodyIsLeftOut() {
        serving("security");
        awaitExpert(expert -> !expert.equals("cicd"), "security");
        redis.key().del(StreamNames.SERVING);
        awaitExpert("cicd"::equals);
    }

    private void serving(String... experts) {
        long now = Long.parseLong(redis.execute("TIME").get(0).toString()) * 1_000 + 999;
        for (String expert : experts) {
            redis.sortedSet(String.class).zadd(StreamNames.SERVING, now, expert);
        }
    }

    /** Goes on saying who is served until a deployment goes to somebody who {@code fits}. */
    private void awaitExpert(Predicate<String> fits, String... served) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String expert = "";
        while (System.nanoTime() < deadline) {
            serving(served);
            expert = given().contentType("application/json")
                    .body(Map.of("description", "deploy the release to staging and run the pipeline"))
                    .post("/api/routing/route")
                    .path("decision.primary_expert");
            if (fits.test(expert)) {
                return;
            }
        }
        throw new AssertionError("still goes to " + expert);
    }
}
