package dev.cortex.routing.workforce;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** {@link OpenTasks} in {@code routing.routing_decisions} and {@code routing.outcomes}. */
@ApplicationScoped
class PostgresOpenTasks implements OpenTasks {
    private static final String OPEN = """
            SELECT d.task_id, d.assigned_master,
                $3 - (extract(epoch FROM now() - d.decided_at) * 1000)::bigint AS left_millis
            FROM routing.routing_decisions d
            WHERE d.space = $1 AND d.assigned_master = ANY ($2)
                AND d.decided_at > now() - $3::bigint * interval '1 millisecond'
                AND NOT EXISTS (
                    SELECT 1 FROM routing.outcomes o WHERE o.space = d.space AND o.task_id = d.task_id)
            ORDER BY d.decided_at DESC LIMIT $4""";
    private static final String JUDGED =
            "SELECT DISTINCT task_id FROM routing.outcomes WHERE space = $1 AND task_id = ANY ($2)";

    private final Pool pool;

    PostgresOpenTasks(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Open>> of(String space, Collection<String> experts, Duration keep, int max) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(space, experts.toArray(String[]::new), keep.toMillis(), max))
                .map(rows -> list(
                        rows,
                        row -> new Open(
                                row.getString("task_id"),
                                row.getString("assigned_master"),
                                Math.max(1, row.getLong("left_millis")))));
    }

    @Override
    public Uni<List<String>> judged(String space, Collection<String> tasks) {
        return pool.preparedQuery(JUDGED)
                .execute(Tuple.of(space, tasks.toArray(String[]::new)))
                .map(rows -> list(rows, row -> row.getString("task_id")));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(read.apply(row)));
        return list;
    }
}
