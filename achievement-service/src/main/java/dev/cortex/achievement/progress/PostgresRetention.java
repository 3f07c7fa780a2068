package dev.cortex.achievement.progress;

import dev.cortex.achievement.Rhythm;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.FreshnessConfig;
import dev.cortex.achievement.settings.StoreConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Forgets what is older than is kept, a page a transaction, so that nobody waits for it. The latest observation of an
 * achievement is never forgotten, however old it is. A replica that finds another at it leaves it alone.
 */
@Singleton
final class PostgresRetention {
    private static final Logger LOG = Logger.getLogger(PostgresRetention.class);

    /** Any number that nothing else in this database locks; held until the transaction ends. */
    static final String ALONE = "SELECT pg_try_advisory_xact_lock(7205759403792795)";

    /** $1 kept since, $2 and $3 where the page before ended, $4 its size. Goes on behind the latest ones, which stay. */
    static final String OBSERVATIONS = """
            WITH page AS (
                SELECT id, node_id, achievement_id, timestamp FROM achievement.achievements
                WHERE timestamp < $1 AND (timestamp, id) > ($2, $3) ORDER BY timestamp, id LIMIT $4
            ), gone AS (
                DELETE FROM achievement.achievements AS old USING page
                WHERE old.id = page.id AND page.id IS DISTINCT FROM (
                    SELECT latest.observation_id FROM achievement.latest_achievements AS latest
                    WHERE latest.node_id = page.node_id AND latest.achievement_id = page.achievement_id)
                RETURNING 1
            )
            SELECT timestamp, id, (SELECT count(*) FROM gone) AS gone FROM page ORDER BY timestamp DESC, id DESC LIMIT 1""";

    /** As an array: joined to the page, the planner would rather read the whole table. */
    static final String REFRESHES = """
            DELETE FROM achievement.refreshes WHERE id = ANY (ARRAY(
                SELECT id FROM achievement.refreshes WHERE timestamp < $1 ORDER BY timestamp LIMIT $2
                FOR UPDATE SKIP LOCKED))""";

    static final String OUTDATED = """
            DELETE FROM achievement.outdated WHERE login_key = ANY (ARRAY(
                SELECT login_key FROM achievement.outdated WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED))""";

    private final Pool pool;
    private final StoreConfig config;
    private final FreshnessConfig freshness;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Rhythm sweeping = new Rhythm();

    PostgresRetention(Pool pool, AchievementConfig config, MeterRegistry meters, Clock clock) {
        this.pool = pool;
        this.config = config.store();
        this.freshness = config.freshness();
        this.meters = meters;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        sweeping.startInTurn(
                config.forgetEvery(),
                config.forgetEvery(),
                this::sweep,
                failure -> LOG.error("nothing old is forgotten any more", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        sweeping.stop();
    }

    Uni<Void> sweep() {
        Instant now = clock.instant();
        Instant marks = now.minus(freshness.ttl().plus(freshness.jitter()).plus(freshness.whileRevalidate()));
        return pagesOfObservations(new Page(now.minus(config.observationsKept()), Instant.EPOCH, 0))
                .flatMap(_ -> pages(REFRESHES, "refreshes", now.minus(config.refreshesKept())))
                .flatMap(_ -> pages(OUTDATED, "outdated", marks))
                .onFailure()
                .invoke(failure -> LOG.debugf("old rows not forgotten this time: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Where to go on. */
    private record Page(Instant before, Instant after, long afterId) {}

    private Uni<Void> pagesOfObservations(Page page) {
        return alone(connection -> connection
                        .preparedQuery(OBSERVATIONS)
                        .execute(Tuple.of(utc(page.before()), utc(page.after()), page.afterId(), config.forgetPage()))
                        .map(rows -> rows.iterator().hasNext()
                                ? Optional.of(rows.iterator().next())
                                : Optional.<Row>empty()))
                .flatMap(last -> last.map(row -> {
                            forgotten("observations", row.getLong("gone"));
                            Instant at = row.getOffsetDateTime("timestamp").toInstant();
                            return pagesOfObservations(new Page(page.before(), at, row.getLong("id")));
                        })
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> pages(String sql, String table, Instant before) {
        return alone(connection -> connection
                        .preparedQuery(sql)
                        .execute(Tuple.of(utc(before), config.forgetPage()))
                        .map(rows -> Optional.of(rows.rowCount())))
                .flatMap(gone -> {
                    int rows = gone.orElse(0);
                    forgotten(table, rows);
                    return rows < config.forgetPage() ? Uni.createFrom().voidItem() : pages(sql, table, before);
                });
    }

    private <T> Uni<Optional<T>> alone(Function<SqlConnection, Uni<Optional<T>>> work) {
        return pool.withTransaction(connection -> connection
                .query(ALONE)
                .execute()
                .flatMap(rows -> rows.iterator().next().getBoolean(0)
                        ? work.apply(connection)
                        : Uni.createFrom().item(Optional.empty())));
    }

    private void forgotten(String table, long rows) {
        meters.counter("cortex.achievement.forgotten", "table", table).increment((double) rows);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
