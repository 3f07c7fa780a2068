package dev.cortex.achievement.progress;

import dev.cortex.achievement.AchievementConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * {@link SummaryView} as PostgreSQL's materialized view. One refresh shows all changes of a moment, it does not block
 * readers, and only one replica does it at a time.
 */
@Singleton
final class PostgresSummaryView implements SummaryView {
    private static final Logger LOG = Logger.getLogger(PostgresSummaryView.class);

    /** Any number that nothing else in this database locks; held until the transaction ends. */
    private static final String ALONE = "SELECT pg_try_advisory_xact_lock(7205759403792794)";

    private static final String REFRESH =
            "REFRESH MATERIALIZED VIEW CONCURRENTLY achievement.achievement_progress_summary";

    private final Pool pool;
    private final Vertx vertx;
    private final long delayMillis;
    private final AtomicBoolean due = new AtomicBoolean();

    PostgresSummaryView(Pool pool, Vertx vertx, AchievementConfig config) {
        this.pool = pool;
        this.vertx = vertx;
        this.delayMillis = Math.max(1, config.summary().refreshDelay().toMillis());
    }

    @Override
    public void changed() {
        if (due.compareAndSet(false, true)) {
            vertx.setTimer(delayMillis, _ -> refresh());
        }
    }

    private void refresh() {
        // From here on a change needs a refresh of its own: this one may have begun before it was committed.
        due.set(false);
        pool.withTransaction(this::refreshAlone)
                .subscribe()
                .with(
                        done -> {
                            if (!done) {
                                // The refresh of the other replica may not see our change.
                                changed();
                            }
                        },
                        failure -> LOG.warnf("the summary was not refreshed: %s", failure.getMessage()));
    }

    private Uni<Boolean> refreshAlone(SqlConnection connection) {
        return connection
                .query(ALONE)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .flatMap(alone -> alone
                        ? connection.query(REFRESH).execute().replaceWith(true)
                        : Uni.createFrom().item(false));
    }
}
