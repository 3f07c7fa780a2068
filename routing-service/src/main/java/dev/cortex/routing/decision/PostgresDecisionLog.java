package dev.cortex.routing.decision;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** {@link DecisionLog} over {@code routing.routing_decisions}. Only conditions that were asked for stand in the statement, so that it runs over their index. */
@ApplicationScoped
class PostgresDecisionLog implements DecisionLog {
    private final Pool pool;
    private final DecisionRows rows;

    PostgresDecisionLog(Pool pool, DecisionRows rows) {
        this.pool = pool;
        this.rows = rows;
    }

    @Override
    public Uni<List<Routed>> page(String space, Wanted wanted) {
        Tuple values = Tuple.of(space);
        StringBuilder sql = new StringBuilder("SELECT ")
                .append(DecisionRows.COLUMNS)
                .append(" FROM routing.routing_decisions d WHERE d.space = $1");
        wanted.task().ifPresent(task -> sql.append(" AND d.task_id = ").append(next(values.addString(task))));
        wanted.expert().ifPresent(id -> sql.append(" AND d.assigned_master = ").append(next(values.addString(id))));
        wanted.confidenceBelow()
                .ifPresent(bound -> sql.append(" AND d.confidence < ").append(next(values.addDouble(bound))));
        wanted.before().ifPresent(place -> {
            String time = next(values.addOffsetDateTime(place.time().atOffset(ZoneOffset.UTC)));
            String task = next(values.addString(place.task()));
            sql.append(" AND (d.decided_at, d.task_id) < (")
                    .append(time)
                    .append(", ")
                    .append(task)
                    .append(')');
        });
        sql.append(" ORDER BY d.decided_at DESC, d.task_id DESC LIMIT ")
                .append(next(values.addInteger(wanted.limit())));
        return pool.preparedQuery(sql.toString()).execute(values).map(found -> {
            List<Routed> page = new ArrayList<>(found.size());
            found.forEach(row -> page.add(rows.routed(row)));
            return page;
        });
    }

    /** The number of the value added last. */
    private static String next(Tuple values) {
        return "$" + values.size();
    }
}
