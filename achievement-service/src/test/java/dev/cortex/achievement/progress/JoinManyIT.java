package dev.cortex.achievement.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Finding;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Look;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.progress.ProgressStore.Joined;
import dev.cortex.achievement.progress.ProgressStore.Seen;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class JoinManyIT {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    PostgresObservations store;

    @Inject
    PostgresHistory history;

    private final String prefix =
            "m" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);

    @Test
    void joinsAThousandInTheOrderGiven() {
        List<Seen> seen = IntStream.range(0, 1_000)
                .mapToObj(i -> seen("node" + i, "u" + i, i, NOON))
                .toList();
        List<Joined> joined = done(store.join(seen));
        assertEquals(
                IntStream.range(0, 1_000).mapToObj(Count::exactly).toList(),
                joined.stream().map(one -> count(one.snapshot())).toList());
        assertEquals(joined.get(777).snapshot(), done(store.find(login("u777"))).orElseThrow());
        assertEquals(
                1,
                done(history.changes(login("u999"), Optional.empty(), Optional.empty(), 10))
                        .size());
    }

    @Test
    void joinsAUserTwiceInOrder() {
        List<Joined> joined = done(store.join(List.of(
                seen("twice", "t", 1, NOON), seen("other", "o", 5, NOON), seen("twice", "t", 2, NOON.plusSeconds(1)))));
        assertEquals(
                List.of(1L, 5L, 2L),
                joined.stream().map(one -> count(one.snapshot()).min()).toList());
        assertEquals(
                2,
                done(history.changes(login("t"), Optional.empty(), Optional.empty(), 10))
                        .size());
    }

    @Test
    void letsUsersExchangeTheirLogins() {
        done(store.join(List.of(seen("a", "one", 1, NOON), seen("b", "two", 2, NOON))));
        done(store.join(List.of(seen("a", "two", 1, NOON.plusSeconds(1)), seen("b", "one", 2, NOON.plusSeconds(1)))));
        assertEquals(prefix + "a", done(store.find(login("two"))).orElseThrow().nodeId());
        assertEquals(prefix + "b", done(store.find(login("one"))).orElseThrow().nodeId());
    }

    /** Two replicas write the same users, in other orders, and give their logins around. */
    @Test
    void neitherDeadlocksNorLosesWhenBatchesCross() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<List<Seen>> batches = IntStream.range(0, 24)
                .mapToObj(batch -> {
                    List<Integer> users =
                            new ArrayList<>(IntStream.range(0, 40).boxed().toList());
                    Collections.shuffle(users, random);
                    int turn = random.nextInt(3);
                    return users.stream()
                            .map(i -> seen("x" + i, "x" + (i + turn) % 40, batch, NOON.plusSeconds(batch)))
                            .toList();
                })
                .toList();
        done(Multi.createFrom()
                .iterable(batches)
                .onItem()
                .transformToUni(store::join)
                .merge(8)
                .collect()
                .asList());
        List<Joined> last = done(store.join(IntStream.range(0, 40)
                .mapToObj(i -> seen("x" + i, "x" + i, 99, NOON.plusSeconds(60)))
                .toList()));
        assertEquals(40, last.size());
        for (int i = 0; i < 40; i++) {
            Snapshot found = done(store.find(login("x" + i))).orElseThrow();
            assertEquals(prefix + "x" + i, found.nodeId(), "seed " + seed);
            assertEquals(Count.exactly(99), count(found), "seed " + seed);
        }
    }

    private Seen seen(String node, String login, long merged, Instant at) {
        Facts facts = new Facts(
                prefix + node,
                login(login).value(),
                Optional.empty(),
                Optional.empty(),
                Map.of("pull_shark", Finding.of(Count.exactly(merged))));
        return new Seen(facts, Look.at(at));
    }

    private Login login(String name) {
        return new Login(prefix + name);
    }

    private static Count count(Snapshot snapshot) {
        return snapshot.observed("pull_shark").orElseThrow().finding().count();
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
