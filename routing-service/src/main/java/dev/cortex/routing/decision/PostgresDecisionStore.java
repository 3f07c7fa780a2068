package dev.cortex.routing.decision;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decisions in {@code routing.routing_decisions}, a batch a statement. */
@ApplicationScoped
class PostgresDecisionStore implements DecisionStore {
    private static final String INSERT = """
            INSERT INTO routing.routing_decisions AS d (space, task_id, decided_at, type, priority, description,
                assigned_master, confidence, strategy, routing_method, parallel_experts, scores, explanation, epoch,
                propensity, diverted_from, diverted_because)
            SELECT n.space, n.task_id, n.decided_at, n.type, n.priority, n.description, n.assigned_master, n.confidence,
                n.strategy, n.routing_method, string_to_array(n.parallel_experts, ','), n.scores::jsonb, n.explanation,
                n.epoch, n.propensity, n.diverted_from, n.diverted_because
            FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[],
                    $8::double precision[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
                    $14::bigint[], $15::double precision[], $16::text[], $17::text[])
                AS n (space, task_id, decided_at, type, priority, description, assigned_master, confidence, strategy,
                    routing_method, parallel_experts, scores, explanation, epoch, propensity, diverted_from,
                    diverted_because)
            ORDER BY n.space, n.task_id
            ON CONFLICT (space, task_id) DO UPDATE SET\s""";
    /** The update changes nothing; it is what makes RETURNING answer the row that was there. */
    private static final String FIRST = INSERT + "epoch = d.epoch RETURNING " + DecisionRows.COLUMNS;

    private static final String LATEST = INSERT + """
            decided_at = excluded.decided_at, type = excluded.type, priority = excluded.priority,
            description = excluded.description, assigned_master = excluded.assigned_master,
            confidence = excluded.confidence, strategy = excluded.strategy, routing_method = excluded.routing_method,
            parallel_experts = excluded.parallel_experts, scores = excluded.scores,
            explanation = excluded.explanation, epoch = excluded.epoch, propensity = excluded.propensity,
            diverted_from = excluded.diverted_from, diverted_because = excluded.diverted_because""";
    private static final String FIND = "SELECT " + DecisionRows.COLUMNS
            + " FROM routing.routing_decisions d WHERE d.space = $1 AND d.task_id = ANY ($2)";
    /** Skips what another replica is deleting; the index over time finds the old ones without reading the young. */
    private static final String FORGET = """
            DELETE FROM routing.routing_decisions d USING (
                SELECT space, task_id FROM routing.routing_decisions WHERE decided_at < $1
                LIMIT $2 FOR UPDATE SKIP LOCKED) AS old
            WHERE d.space = old.space AND d.task_id = old.task_id""";

    private final Pool pool;
    private final DecisionRows rows;

    PostgresDecisionStore(Pool pool, DecisionRows rows) {
        this.pool = pool;
        this.rows = rows;
    }

    @Override
    public Uni<Map<String, Routed>> keepFirst(List<Routed> routed) {
        return pool.preparedQuery(FIRST).execute(rows.tuple(routed)).map(this::byTask);
    }

    @Override
    public Uni<Void> keepLatest(List<Routed> routed) {
        return pool.preparedQuery(LATEST).execute(rows.tuple(routed)).replaceWithVoid();
    }

    @Override
    public Uni<Map<String, Routed>> find(String space, Set<String> tasks) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(space, tasks.toArray(String[]::new)))
                .map(this::byTask);
    }

    @Override
    public Uni<Integer> forget(Instant before, int max) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), max))
                .map(RowSet::rowCount);
    }

    private Map<String, Routed> byTask(RowSet<Row> answer) {
        Map<String, Routed> found = new HashMap<>();
        answer.forEach(row -> found.put(row.getString("task_id"), rows.routed(row)));
        return found;
    }
}
