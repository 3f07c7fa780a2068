package dev.cortex.worker.execution;

import dev.cortex.worker.WorkerConfig;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Says whom this worker serves, as long as it claims tasks: the sorted set {@code cortex:workers:serving}, expert by the time
 * in ms of Redis at which a worker last said so; {@code *} stands for every expert. The router gives nothing to an expert
 * that nobody serves while others are served.
 */
@Singleton
final class RedisServing {
    private static final Logger LOG = Logger.getLogger(RedisServing.class);
    private static final String KEY = "cortex:workers:serving";
    private static final String ALL = "*";
    // What was not said for so long says nothing to anybody any more.
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final String SAY = """
            local t = redis.call('TIME')
            local now = t[1] * 1000 + math.floor(t[2] / 1000)
            for at = 2, #ARGV do redis.call('ZADD', KEYS[1], now, ARGV[at]) end
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return now
            """;

    private final ReactiveRedisDataSource redis;
    private final Duration interval;
    private final String[] command;

    RedisServing(ReactiveRedisDataSource redis, WorkerConfig config) {
        this.redis = redis;
        this.interval = config.execution().servingInterval();
        List<String> words = new ArrayList<>(List.of(SAY, "1", KEY, String.valueOf(FORGOTTEN_AFTER.toMillis())));
        words.addAll(config.experts().orElse(List.of(ALL)));
        this.command = words.toArray(String[]::new);
    }

    Cancellable start(BooleanSupplier claiming) {
        return Multi.createFrom()
                .ticks()
                .every(interval)
                .onOverflow()
                .drop()
                .filter(tick -> claiming.getAsBoolean())
                .onItem()
                .transformToUniAndConcatenate(tick -> say())
                .subscribe()
                .with(said -> {});
    }

    private Uni<Void> say() {
        return redis.execute("EVAL", command)
                .ifNoItem()
                .after(interval)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf("could not say whom this worker serves: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
