package dev.cortex.routing.workforce;

import dev.cortex.routing.StreamNames;
import dev.cortex.routing.balance.Attendance;
import dev.cortex.routing.settings.RoutingSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears from workers whom they serve: the sorted set {@code cortex:workers:serving}, expert (or {@code *}) by the time in ms
 * of Redis at which a worker last said so.
 */
@ApplicationScoped
public class RedisAttendance implements Workers {
    private static final Logger LOG = Logger.getLogger(RedisAttendance.class);
    private static final String HEARD = """
            local t = redis.call('TIME')
            local now = t[1] * 1000 + math.floor(t[2] / 1000)
            return redis.call('ZRANGEBYSCORE', KEYS[1], now - ARGV[1], '+inf')
            """;

    private final ReactiveRedisDataSource redis;
    private final Attendance attendance;
    private final Duration patience;
    private final Duration interval;
    private final MeterRegistry meters;

    RedisAttendance(ReactiveRedisDataSource redis, RoutingSettings settings, MeterRegistry meters) {
        this.redis = redis;
        this.patience = settings.workers().absentAfter();
        this.interval = settings.workers().interval();
        this.attendance = new Attendance(patience.toNanos());
        this.meters = meters;
    }

    @Override
    public boolean isAway(String expert) {
        return attendance.isAway(expert);
    }

    public void listenRegularly() {
        Multi.createFrom()
                .ticks()
                .every(interval)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> listen())
                .subscribe()
                .with(heard -> {});
    }

    Uni<Void> listen() {
        return Uni.createFrom()
                .deferred(() ->
                        redis.execute("EVAL", HEARD, "1", StreamNames.SERVING, String.valueOf(patience.toMillis())))
                .ifNoItem()
                .after(patience)
                .fail()
                .map(RedisAttendance::texts)
                .onFailure()
                .recoverWithItem(this::nothing)
                .invoke(said -> attendance.hear(said, System.nanoTime()))
                .replaceWithVoid();
    }

    private List<String> nothing(Throwable failure) {
        LOG.debugf("nothing was heard of workers: %s", failure.toString());
        meters.counter("cortex.routing.attendance.failures").increment();
        return List.of();
    }

    private static List<String> texts(@Nullable Response answer) {
        List<String> texts = new ArrayList<>();
        if (answer != null) {
            answer.forEach(one -> texts.add(one.toString()));
        }
        return texts;
    }
}
