package dev.cortex.mesh.stream;

import io.quarkus.proxy.ProxyConfigurationRegistry;
import io.quarkus.redis.runtime.client.VertxRedisClientFactory;
import io.quarkus.redis.runtime.client.config.RedisClientConfig;
import io.quarkus.redis.runtime.client.config.RedisConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Consumers on Redis; each on an event loop context of its own, so that several share the cores. */
@ApplicationScoped
public class RedisStreamConsumers implements StreamConsumers {
    private final Vertx vertx;
    private final RedisAccess access;
    private final Observation observation;
    private final Set<StreamConsumer> open = ConcurrentHashMap.newKeySet();

    @Inject
    RedisStreamConsumers(Vertx vertx, RedisAccess access, StreamMetrics metrics, StreamSpans spans) {
        this.vertx = vertx;
        this.access = access;
        this.observation = new Observation(metrics, spans);
    }

    @Override
    public StreamConsumer openBatches(ConsumerSettings settings, BatchHandler handler) {
        return openGroup(settings, Units.batches(settings), handler);
    }

    @Override
    public StreamConsumer openEach(ConsumerSettings settings, MessageHandler handler) {
        return openGroup(settings, Units.each(settings), batch -> handler.handle(batch.getFirst())
                .map(List::of));
    }

    private StreamConsumer openGroup(ConsumerSettings settings, Units units, BatchHandler handler) {
        GroupConsumer consumer = new GroupConsumer(settings, units, handler, context(), access, observation);
        open.add(consumer);
        consumer.start(() -> open.remove(consumer));
        return consumer;
    }

    @Override
    public StreamConsumer openTail(TailSettings settings, Consumer<List<Delivery>> sink) {
        TailConsumer consumer = new TailConsumer(settings, sink, context(), access);
        open.add(consumer);
        consumer.start(() -> open.remove(consumer));
        return consumer;
    }

    private ContextInternal context() {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Who wants to end orderly drains before; what is left is closed, and taken over by another member of its group. */
    void stop(@Observes ShutdownEvent shutdown) {
        open.forEach(StreamConsumer::close);
    }

    /** The same configuration (hosts, password, TLS) as the client that the service injects. */
    @Produces
    @Singleton
    static RedisAccess access(
            Vertx vertx,
            Redis shared,
            RedisConfig redis,
            TlsConfigurationRegistry tls,
            ProxyConfigurationRegistry proxies,
            StreamSettings settings) {
        RedisClientConfig config = redis.clients().get(RedisConfig.DEFAULT_CLIENT_NAME);
        return new RedisAccess(
                shared,
                () -> VertxRedisClientFactory.create(RedisConfig.DEFAULT_CLIENT_NAME, vertx, config, tls, proxies),
                settings.commandTimeout().toMillis(),
                settings.deadLettersMax());
    }
}
