package dev.cortex.achievement.progress;

import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.SummaryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * {@link SummaryView} as PostgreSQL's materialized view. One refresh shows all changes of a moment, it does not block
 * readers, and only one replica does it at a time. A refresh reads every user, so after each there is a pause as long as it
 * takes for refreshes to have only their share of the database's time; the pause is one for all replicas.
 */
@Singleton
final class PostgresSummaryView implements SummaryView {
    private static final Logger LOG = Logger.getLogger(PostgresSummaryView.class);

    /** Any number that nothing else in this database locks; held until the transaction ends. */
    static final String ALONE = "SELECT pg_try_advisory_xact_lock(7205759403792794)";

    static final String LAST = """
            SELECT took_millis, (extract(epoch FROM clock_timestamp() - finished_at) * 1000)::bigint AS ago_millis
            FROM achievement.summary_refreshes""";

    static final String REFRESH = "REFRESH MATERIALIZED VIEW CONCURRENTLY achievement.achievement_progress_summary";

    static final String FINISHED =
            "UPDATE achievement.summary_refreshes SET finished_at = clock_timestamp(), took_millis = $1";

    private final Pool pool;
    private final Vertx vertx;
    private final MeterRegistry meters;
    private final SummaryConfig config;
    private final AtomicBoolean due = new AtomicBoolean();

    PostgresSummaryView(Pool pool, Vertx vertx, MeterRegistry meters, AchievementConfig config) {
        this.pool = pool;
        this.vertx = vertx;
        this.meters = meters;
        this.config = config.summary();
    }

    @Override
    public void changed() {
        refreshAfter(config.refreshDelay());
    }

    private void refreshAfter(Duration delay) {
        if (due.compareAndSet(false, true)) {
            vertx.setTimer(Math.max(1, delay.toMillis()), _ -> refresh());
        }
    }

    private void refresh() {
        // From here on a change needs a refresh of its own: this one may have begun before it was committed.
        due.set(false);
        pool.withTransaction(this::refreshAlone)
                .subscribe()
                .with(
                        again -> {
                            if (again.isPositive()) {
                                refreshAfter(again);
                            }
                        },
                        failure -> LOG.warnf("the summary was not refreshed: %s", failure.getMessage()));
    }

    /** @return how long to wait for another try; zero when it was done */
    private Uni<Duration> refreshAlone(SqlConnection connection) {
        return connection
                .query(ALONE)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .flatMap(alone -> alone
                        ? refreshInTime(connection)
                        // The refresh of the other replica may not see our change.
                        : Uni.createFrom().item(config.refreshDelay()));
    }

    private Uni<Duration> refreshInTime(SqlConnection connection) {
        return connection
                .query(LAST)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(last -> pause(config, Duration.ofMillis(last.getLong("took_millis")))
                        .minusMillis(last.getLong("ago_millis")))
                .flatMap(left -> left.isPositive()
                        ? Uni.createFrom().item(left)
                        : refreshed(connection).replaceWith(Duration.ZERO));
    }

    private Uni<Void> refreshed(SqlConnection connection) {
        return Uni.createFrom().deferred(() -> {
            long started = System.nanoTime();
            return connection
                    .query(REFRESH)
                    .execute()
                    .map(_ -> Duration.ofNanos(System.nanoTime() - started))
                    .invoke(took ->
                            meters.timer("cortex.achievement.summary.refresh").record(took))
                    .flatMap(took -> connection.preparedQuery(FINISHED).execute(Tuple.of(took.toMillis())))
                    .replaceWithVoid();
        });
    }

    /** So long nobody refreshes after a refresh that took so long. */
    static Duration pause(SummaryConfig config, Duration took) {
        double share = config.refreshShare();
        Duration pause = Duration.ofMillis(Math.round(took.toMillis() * (1 - share) / share));
        if (pause.compareTo(config.refreshDelay()) < 0) {
            return config.refreshDelay();
        }
        return pause.compareTo(config.refreshDelayMax()) > 0 ? config.refreshDelayMax() : pause;
    }
}
