package dev.cortex.routing.snapshot;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.routing.model.ModelState;
import dev.cortex.routing.outcome.Follower;
import dev.cortex.routing.outcome.OutcomeLog;
import dev.cortex.routing.outcome.Outcomes;
import dev.cortex.routing.space.Spaces;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Eight clients at once, half of them at another replica. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class ConcurrentOutcomesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 12;
    private static final int OUTCOMES = 5;

    @Inject
    OutcomeLog log;

    @Inject
    SnapshotStore store;

    @Inject
    EpochBook book;

    @Inject
    Spaces spaces;

    @Inject
    Follower follower;

    private final String space = "crowd-" + UUID.randomUUID();

    @Test
    void noneIsLostAndReplicasAgree() throws Exception {
        for (String expert : List.of("alpha", "beta", "gamma")) {
            given().contentType("application/json")
                    .body("{}")
                    .put("/api/routing/spaces/" + space + "/experts/" + expert)
                    .then()
                    .statusCode(200);
        }
        Replica other = new Replica(log, store, book);
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            clients.add(() -> number % 2 == 0 ? overHttp(number) : atTheOther(number, other));
        }
        int applied = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<Integer> client : threads.invokeAll(clients)) {
                applied += client.get();
            }
        }
        assertEquals(CLIENTS * REQUESTS * OUTCOMES, applied);
        long head = log.head().await().atMost(PATIENCE);
        ModelState there = other.state(space, head);
        follower.upTo(head).await().atMost(PATIENCE);
        ModelState here = spaces.find(space).orElseThrow().state();
        assertEquals(applied, there.examples());
        assertEquals(there, here);
    }

    private int overHttp(int client) {
        int applied = 0;
        for (int request = 0; request < REQUESTS; request++) {
            List<Map<String, String>> outcomes = tasks(client, request);
            applied += given().contentType("application/json")
                    .body(Map.of("outcomes", outcomes))
                    .post("/api/routing/spaces/" + space + "/outcomes")
                    .then()
                    .statusCode(200)
                    .extract()
                    .<Integer>path("applied");
        }
        return applied;
    }

    private int atTheOther(int client, Replica other) {
        int applied = 0;
        for (int request = 0; request < REQUESTS; request++) {
            OutcomeLog.Appended appended = log.append(tasks(client, request).stream()
                            .map(task -> Outcomes.right(
                                    space, task.get("task_id"), task.get("description"), task.get("correct_expert")))
                            .toList())
                    .await()
                    .atMost(PATIENCE);
            other.follower.upTo(appended.head()).await().atMost(PATIENCE);
            applied += appended.tasks().size();
        }
        return applied;
    }

    private static List<Map<String, String>> tasks(int client, int request) {
        return IntStream.range(0, OUTCOMES)
                .mapToObj(n -> Map.of(
                        "task_id",
                        client + "-" + request + "-" + n,
                        "description",
                        "polish lens " + (request * 7 + n) % 23 + " of client " + client,
                        "correct_expert",
                        List.of("alpha", "beta", "gamma").get((request + n) % 3)))
                .toList();
    }
}
