package dev.cortex.achievement.activity;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.AchievementConfig;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@link Marks} in Redis.
 *
 * <pre>
 * cortex:achievement:feed:{login}   hash: PURSE -> newest event (ms, 0 for none), a space, ETag
 * </pre>
 */
@Singleton
final class RedisMarks implements Marks {
    private static final String FEED = "cortex:achievement:feed:";

    private static final String KEEP = """
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            return redis.call('PEXPIRE', KEYS[1], ARGV[3])
            """;

    /** An ETag longer than this is none of GitHub's, and is not kept. */
    private static final int ETAG_LENGTH_MAX = 200;

    private final ReactiveRedisDataSource redis;
    private final Duration keptFor;
    private final Duration timeout;

    RedisMarks(ReactiveRedisDataSource redis, AchievementConfig config) {
        this.redis = redis;
        this.keptFor = config.feed().keptFor();
        this.timeout = config.redis().timeout();
    }

    @Override
    public Uni<Map<String, Mark>> find(Login login) {
        return Uni.createFrom()
                .deferred(() -> redis.execute("HGETALL", FEED + login.key()))
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(RedisMarks::marks)
                .onFailure()
                .recoverWithItem(Map.of());
    }

    @Override
    public Uni<Void> keep(Login login, String purse, Mark mark) {
        if (mark.etag().length() > ETAG_LENGTH_MAX) {
            return Uni.createFrom().voidItem();
        }
        String value = mark.newest().map(Instant::toEpochMilli).orElse(0L) + " " + mark.etag();
        return Uni.createFrom()
                .deferred(() -> redis.execute(
                        "EVAL", KEEP, "1", FEED + login.key(), purse, value, String.valueOf(keptFor.toMillis())))
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Map<String, Mark> marks(Response fields) {
        Map<String, Mark> marks = new HashMap<>();
        for (String purse : fields.getKeys()) {
            String[] parts = fields.get(purse).toString().split(" ", 2);
            long newest = Long.parseLong(parts[0]);
            marks.put(
                    purse,
                    new Mark(parts[1], newest == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newest))));
        }
        return marks;
    }
}
