package dev.cortex.mesh.stream;

import dev.cortex.local.redis.EmbeddedRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A real Redis and the streams on it, without a container. */
final class RedisStage implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final Vertx vertx = Vertx.vertx();
    final EmbeddedRedis server = EmbeddedRedis.startTemporary();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final StreamMetrics metrics = new StreamMetrics(registry);
    final Redis redis = client();
    final RedisStreamConsumers consumers;
    final RedisStreamPublisher publisher;

    RedisStage() {
        this(OpenTelemetry.noop());
    }

    RedisStage(OpenTelemetry telemetry) {
        StreamSpans spans = new StreamSpans(telemetry);
        RedisAccess access = new RedisAccess(redis, this::client, 1_000, 50);
        this.consumers = new RedisStreamConsumers(vertx, access, metrics, spans);
        StreamSettings settings = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(StreamSettings.class)
                .withDefaultValue("cortex.streams.command-timeout", "1s")
                .withDefaultValue("cortex.streams.length-max.\"test.log\"", "100")
                .build()
                .getConfigMapping(StreamSettings.class);
        this.publisher = new RedisStreamPublisher(redis, settings, metrics, spans);
    }

    private Redis client() {
        return Redis.createClient(vertx, new RedisOptions().setConnectionString(server.url()));
    }

    Response command(Command command, Object... args) {
        return await(() -> redis.send(Request.cmd(command, args)));
    }

    private static <T> T await(Supplier<io.vertx.core.Future<T>> action) {
        try {
            return action.get().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    String publish(String stream, String data) {
        return publisher.publish(stream, message(data)).await().atMost(PATIENCE);
    }

    void publishAll(String stream, List<String> data) {
        publisher
                .publishAll(data.stream()
                        .map(one -> new StreamPublisher.Addressed(stream, message(one)))
                        .toList())
                .await()
                .atMost(PATIENCE);
    }

    static Message message(String data) {
        Instant time = Instant.parse("2026-01-31T12:00:00Z");
        return new Message(UUID.randomUUID().toString(), "test.said", time, Optional.empty(), data);
    }

    /** Entries that the group was given and has not acknowledged. */
    long pending(String stream, String group) {
        Response reply = command(Command.XPENDING, stream, group);
        return reply.get(0).toLong();
    }

    long length(String stream) {
        return command(Command.XLEN, stream).toLong();
    }

    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        consumers.stop(new io.quarkus.runtime.ShutdownEvent());
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }
}
