package dev.cortex.worker.sweep;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Whether the streams are still those that were filled. A key in Redis holds the id of the server's run: wiped, it is gone;
 * restarted or restored from an older copy, it names another run. In both cases entries may be missing.
 */
@Singleton
final class RedisEpoch {
    private static final String KEY = "cortex:streams:epoch";
    private static final String RUN_ID = "run_id:";

    private final ReactiveRedisDataSource redis;

    RedisEpoch(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    /**
     * @param run the server's present run
     * @param marked the run in which the streams were last known to be complete
     */
    record Seen(String run, Optional<String> marked) {
        boolean lost() {
            return !marked.equals(Optional.of(run));
        }
    }

    /** Fails when Redis does not answer. */
    Uni<Seen> look() {
        return Uni.combine()
                .all()
                .unis(
                        redis.execute("INFO", "server"),
                        redis.value(String.class).get(KEY).map(Optional::ofNullable))
                .with((info, marked) -> new Seen(run(info), marked));
    }

    /** To be called when everything that waits is due for publication again. */
    Uni<Void> mark(Seen seen) {
        return redis.value(String.class).set(KEY, seen.run());
    }

    private static String run(Response info) {
        return info.toString()
                .lines()
                .filter(line -> line.startsWith(RUN_ID))
                .map(line -> line.substring(RUN_ID.length()).strip())
                .findFirst()
                .orElse("unknown");
    }
}
