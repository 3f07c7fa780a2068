package dev.cortex.worker.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.worker.Mesh;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A worker for two of the experts. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@TestProfile(ServedExpertsIT.Two.class)
class ServedExpertsIT {
    private static final String SERVING = "cortex:workers:serving";

    @Inject
    RedisServing serving;

    @Inject
    ExpertStreams streams;

    @Inject
    RedisDataSource redis;

    /** As by {@code CORTEX_WORKER_EXPERTS}. */
    public static class Two implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cortex.worker.experts", "security,baker",
                    "cortex.worker.execution.serving-interval", "500ms",
                    "cortex.worker.execution.experts-interval", "50ms");
        }
    }

    @Test
    void itSaysWhomItServesWhileItClaimsAndSaysItAgainAfterRedisWasWiped() {
        // What the worker of a test before has said is still there.
        redis.key().del(SERVING);
        Cancellable saying = serving.start(() -> true);
        try {
            await(() -> said().equals(Set.of("security", "baker")));
            redis.key().del(SERVING);
            await(() -> said().equals(Set.of("security", "baker")));
        } finally {
            saying.cancel();
        }
    }

    @Test
    void itReadsTheStreamsOfThoseOnly() {
        assertEquals(List.of("cortex.tasks.security"), streams.names());
        redis.set(String.class).sadd("cortex:routing:experts", "security", "cicd", "baker");
        Cancellable reading = streams.start();
        try {
            await(() -> streams.names().equals(List.of("cortex.tasks.baker", "cortex.tasks.security")));
        } finally {
            reading.cancel();
        }
    }

    private Set<String> said() {
        return Set.copyOf(redis.sortedSet(String.class).zrange(SERVING, 0, -1));
    }

    private static void await(Supplier<Boolean> condition) {
        long deadline = System.nanoTime() + Mesh.PATIENCE.toNanos();
        while (!condition.get()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + Mesh.PATIENCE);
            }
            Thread.onSpinWait();
        }
    }
}
