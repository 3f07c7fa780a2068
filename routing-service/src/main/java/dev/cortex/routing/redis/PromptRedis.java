package dev.cortex.routing.redis;

import dev.cortex.routing.settings.RoutingSettings;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Commands on the way of a decision. An answer is waited for briefly; after several in vain Redis is not asked at all for a
 * while, so that one that hangs is felt for a moment and not with every task.
 */
@ApplicationScoped
public class PromptRedis {
    private static final int WINDOW = 8;
    private static final double FAILURE_RATIO = 0.5;

    private final Redis redis;
    private final Duration patience;
    private final TypedGuard<Uni<List<Response>>> guard;

    PromptRedis(ReactiveRedisDataSource redis, RoutingSettings settings) {
        this.redis = redis.getRedis();
        this.patience = settings.redis().patience();
        guard = TypedGuard.create(new TypeLiteral<Uni<List<Response>>>() {})
                .withDescription("prompt-redis")
                .withCircuitBreaker()
                .requestVolumeThreshold(WINDOW)
                .failureRatio(FAILURE_RATIO)
                .delay(settings.redis().pause().toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
    }

    /** Null for nothing, as Redis says it. Fails when it takes too long, or when Redis is known to be away. */
    public Uni<Response> send(Request request) {
        return within(() -> redis.send(request).map(Collections::singletonList)).map(List::getFirst);
    }

    /** One pipeline; {@code requests} is not empty. */
    public Uni<List<Response>> batch(List<Request> requests) {
        return within(() -> redis.batch(requests));
    }

    private Uni<List<Response>> within(Supplier<Uni<List<Response>>> command) {
        return Uni.createFrom()
                .deferred(() ->
                        guard.get(() -> command.get().ifNoItem().after(patience).fail()));
    }
}
