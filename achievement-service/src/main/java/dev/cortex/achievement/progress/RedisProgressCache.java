package dev.cortex.achievement.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.settings.AchievementConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * {@link ProgressCache} in Redis.
 *
 * <pre>
 * cortex:achievement:progress:{login}   hash: at (asked for, ms), fresh (until, ms), body (JSON), failed (JSON), until (ms),
 *                                       moved (changed, ms), outdated (what was asked for until then is not kept, ms),
 *                                       validated (asked for:confirmed, ms)
 * cortex:achievement:flight:{login}     the token of the replica that fetches
 * </pre>
 *
 * <p>An answer never replaces a newer one: the compare and the write are one script.
 */
@Singleton
final class RedisProgressCache implements ProgressCache {
    private static final Logger LOG = Logger.getLogger(RedisProgressCache.class);

    private static final String PROGRESS = "cortex:achievement:progress:";
    private static final String FLIGHT = "cortex:achievement:flight:";

    private final ReactiveRedisDataSource redis;
    private final ObjectMapper json;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Duration timeout;

    /** By the text itself, so that it can not be old: a popular user's is asked for again and again between two changes. */
    private final Cache<String, Snapshot> alreadyRead;

    RedisProgressCache(
            ReactiveRedisDataSource redis,
            ObjectMapper json,
            MeterRegistry meters,
            Clock clock,
            AchievementConfig config) {
        this.redis = redis;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
        this.timeout = config.redis().timeout();
        this.alreadyRead =
                Caffeine.newBuilder().maximumSize(config.redis().readMax()).build();
    }

    @Override
    public Uni<Cached> find(Login login) {
        return orElse(
                () -> redis.execute("HMGET", PROGRESS + login.key(), "body", "fresh", "failed", "until", "validated")
                        .map(this::cached),
                Cached.NOTHING);
    }

    @Override
    public Uni<Void> keep(Login login, Snapshot snapshot, Instant freshUntil, Duration keepFor) {
        return script(
                CacheScripts.KEEP,
                PROGRESS + login.key(),
                millis(snapshot.fetchedAt()),
                millis(freshUntil),
                written(snapshot),
                String.valueOf(keepFor.toMillis()),
                moved(snapshot));
    }

    @Override
    public Uni<Void> renew(Login login, Snapshot moved) {
        return script(
                CacheScripts.RENEW, PROGRESS + login.key(), millis(moved.fetchedAt()), written(moved), moved(moved));
    }

    /** Of two that rest on the same answer, the one that changed later is newer. */
    private static String moved(Snapshot snapshot) {
        return millis(snapshot.changedAt());
    }

    @Override
    public Uni<Void> confirm(Login login, Instant fetchedAt, Instant validatedAt) {
        return script(CacheScripts.CONFIRM, PROGRESS + login.key(), millis(fetchedAt), millis(validatedAt));
    }

    @Override
    public Uni<Void> keepFailure(Login login, GitHubFailure failure, Duration keepFor) {
        return script(
                CacheScripts.KEEP_FAILURE,
                PROGRESS + login.key(),
                written(failure),
                millis(clock.instant().plus(keepFor)),
                String.valueOf(keepFor.toMillis()));
    }

    @Override
    public Uni<Void> forget(Login login, Instant until, Duration remembered) {
        return script(
                CacheScripts.FORGET, PROGRESS + login.key(), millis(until), String.valueOf(remembered.toMillis()));
    }

    @Override
    public Uni<Optional<Permit>> permit(Login login, Duration lease) {
        String token = UUID.randomUUID().toString();
        return orElse(
                () -> redis.execute("SET", FLIGHT + login.key(), token, "NX", "PX", String.valueOf(lease.toMillis()))
                        .map(answer -> answer == null ? Optional.empty() : Optional.of(new Permit(token, true))),
                Optional.of(new Permit(token, false)));
    }

    @Override
    public Uni<Void> release(Login login, Permit permit) {
        return permit.shared()
                ? script(CacheScripts.RELEASE, FLIGHT + login.key(), permit.token())
                : Uni.createFrom().voidItem();
    }

    private Cached cached(Response fields) {
        Instant now = clock.instant();
        Optional<Cached.Kept> kept = text(fields, 0).map(body -> kept(snapshot(body), fields));
        Optional<GitHubFailure> failed = text(fields, 2)
                .filter(_ -> now.isBefore(instant(fields, 3)))
                .map(failure -> read(failure, GitHubFailure.class));
        return new Cached(kept, failed);
    }

    private Snapshot snapshot(String body) {
        return alreadyRead.get(body, text -> read(text, Snapshot.class));
    }

    private static Cached.Kept kept(Snapshot snapshot, Response fields) {
        String about = millis(snapshot.fetchedAt()) + ":";
        Optional<Instant> validatedAt = text(fields, 4)
                .filter(note -> note.startsWith(about))
                .map(note -> Instant.ofEpochMilli(Long.parseLong(note.substring(about.length()))));
        return new Cached.Kept(snapshot, instant(fields, 1), validatedAt);
    }

    private Uni<Void> script(String script, String key, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = script;
        all[1] = "1";
        all[2] = key;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return orElse(() -> redis.execute("EVAL", all).map(_ -> true), false).replaceWithVoid();
    }

    /** The one place where a failure of Redis ends: counted, and answered as if nothing were there. */
    private <T> Uni<T> orElse(Supplier<Uni<T>> command, T without) {
        return Uni.createFrom()
                .deferred(command::get)
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithItem(without);
    }

    private void failed(Throwable failure) {
        String reason =
                switch (failure) {
                    case TimeoutException _ -> "timeout";
                    case IOException _ -> "unreachable";
                    default -> "error";
                };
        LOG.debugf(failure, "without the cache for this command: %s", reason);
        meters.counter("cortex.achievement.cache.failures", "reason", reason).increment();
    }

    private static Optional<String> text(Response fields, int index) {
        Response field = fields.get(index);
        return field == null ? Optional.empty() : Optional.of(field.toString());
    }

    private static Instant instant(Response fields, int index) {
        return text(fields, index)
                .map(Long::parseLong)
                .map(Instant::ofEpochMilli)
                .orElse(Instant.EPOCH);
    }

    private static String millis(Instant time) {
        return String.valueOf(time.toEpochMilli());
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            // Written by another version of this service: as good as not there.
            throw new IllegalStateException(e);
        }
    }

    private String written(Object value) {
        try {
            return json.writerFor(value instanceof GitHubFailure ? GitHubFailure.class : value.getClass())
                    .writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
