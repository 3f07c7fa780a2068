package dev.cortex.worker.task;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts tasks: at most once a second, however many ask, because it reads the whole index. */
@Singleton
public final class PostgresStats {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int WINDOW_SECONDS = 10;
    private static final String BY_STATE = "select state, count(*) as tasks from worker.tasks group by state";
    private static final String WAITING = """
            select count(*) as backlog,
                   coalesce(extract(epoch from now() - min(coalesce(not_before, created_at))) * 1000, 0)::bigint as oldest
            from worker.tasks
            where state in ('submitted', 'routed', 'retrying') and (not_before is null or not_before <= now())
            """;
    private static final String ENDED = """
            select count(*) as ended from worker.task_attempts
            where ended_at > now() - $1::bigint * interval '1 second' and outcome = 'succeeded'
            """;

    private final Pool pool;
    private final Uni<TaskStats> shared;

    PostgresStats(Pool pool) {
        this.pool = pool;
        this.shared = Uni.createFrom().deferred(this::count).memoize().forFixedDuration(FRESH);
    }

    public Uni<TaskStats> read() {
        return shared;
    }

    private Uni<TaskStats> count() {
        return Uni.combine()
                .all()
                .unis(
                        pool.preparedQuery(BY_STATE).execute(),
                        pool.preparedQuery(WAITING).execute(),
                        pool.preparedQuery(ENDED).execute(Rows.bind(WINDOW_SECONDS)))
                .with((states, waiting, ended) -> {
                    Row backlog = waiting.iterator().next();
                    return new TaskStats(
                            byState(states),
                            backlog.getLong("backlog"),
                            Math.max(0, backlog.getLong("oldest")),
                            ended.iterator().next().getLong("ended") / (double) WINDOW_SECONDS);
                });
    }

    private static Map<String, Long> byState(RowSet<Row> rows) {
        Map<String, Long> counts = new LinkedHashMap<>();
        TaskState.labels().forEach(label -> counts.put(label, 0L));
        rows.forEach(row -> counts.put(row.getString("state"), row.getLong("tasks")));
        return counts;
    }
}
