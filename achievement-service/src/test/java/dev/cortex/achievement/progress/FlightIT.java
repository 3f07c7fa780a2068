package dev.cortex.achievement.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.achievement.TestingClock;
import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two replicas on one Redis: each has its own readers and flights. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class FlightIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    ReactiveRedisDataSource redis;

    @Inject
    ObjectMapper json;

    @Inject
    AchievementConfig config;

    private final FakeGitHub github = new FakeGitHub();
    private final FakeStore store = new FakeStore();
    private final Login login =
            new Login("u" + UUID.randomUUID().toString().replace("-", "").substring(0, 30));

    @Test
    void sendsOneRequestForAThousandWhoAskAtOnceOnTwoReplicas() {
        List<Replica> replicas = replicas(Clock.systemUTC());
        CompletableFuture<Void> gate = github.hold();
        List<CompletableFuture<Reading>> asked = ask(replicas);
        gate.complete(null);
        assertEquals(Set.of(40L), counts(asked));
        assertEquals(1, github.requests.get());
    }

    /** The permission is lost with it, so that each replica may send one more. */
    @Test
    void sendsAtMostOneMoreAReplicaWhenRedisIsWipedInTheMiddle() {
        List<Replica> replicas = replicas(Clock.systemUTC());
        CompletableFuture<Void> gate = github.hold();
        List<CompletableFuture<Reading>> asked = ask(replicas);
        wipe();
        asked.addAll(ask(replicas));
        gate.complete(null);
        assertEquals(Set.of(40L), counts(asked));
        assertTrue(github.requests.get() <= 3, () -> github.requests + " requests");
    }

    @Test
    void givesAnOldAnswerOnlyWhileItMayAndSaysSo() {
        TestingClock clock = new TestingClock();
        Replica replica = replicas(clock).getFirst();
        Reading first = read(replica);
        clock.advance(Duration.ofMinutes(5).plusSeconds(31));
        github.fail(new GitHubFailure.TimedOut());
        Reading behind = read(replica);
        assertTrue(behind.staleAt(clock.instant()), "fresh for at most 5 minutes and 30 seconds");
        assertEquals(first.snapshot(), behind.snapshot());
        wipe();
        clock.advance(Duration.ofDays(29));
        Reading old = read(replica);
        assertTrue(old.staleAt(clock.instant()));
        assertTrue(old.trouble().isPresent());
        github.recover();
        wipe();
        assertFalse(read(replica).staleAt(clock.instant()));
    }

    private List<Replica> replicas(Clock clock) {
        return Stream.of(1, 2)
                .map(_ -> {
                    ProgressCache cache = new RedisProgressCache(redis, json, new SimpleMeterRegistry(), clock, config);
                    return Replica.of(config, github, cache, store, clock);
                })
                .toList();
    }

    private List<CompletableFuture<Reading>> ask(List<Replica> replicas) {
        List<CompletableFuture<Reading>> asked = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            asked.add(replicas.get(i % 2).reader().read(login).subscribeAsCompletionStage());
        }
        return asked;
    }

    /** As a restart of Redis would do to all that is kept of this user. */
    private void wipe() {
        redis.key()
                .del("cortex:achievement:progress:" + login.key(), "cortex:achievement:flight:" + login.key())
                .await()
                .atMost(PATIENCE);
    }

    private static Set<Long> counts(List<CompletableFuture<Reading>> asked) {
        return asked.stream()
                .map(answer -> Uni.createFrom()
                        .completionStage(answer)
                        .await()
                        .atMost(PATIENCE)
                        .snapshot()
                        .observed("pull_shark")
                        .orElseThrow()
                        .finding()
                        .count()
                        .min())
                .collect(Collectors.toSet());
    }

    private Reading read(Replica replica) {
        return replica.reader().read(login).await().atMost(PATIENCE);
    }
}
