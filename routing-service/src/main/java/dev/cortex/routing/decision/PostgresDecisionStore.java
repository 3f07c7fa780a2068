package dev.cortex.routing.decision;

import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Task;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Decisions in {@code routing.routing_decisions}, a batch a statement. */
@ApplicationScoped
class PostgresDecisionStore implements DecisionStore {
    private static final String INSERT = """
            INSERT INTO routing.routing_decisions AS d (space, task_id, decided_at, type, priority, description,
                assigned_master, confidence, strategy, routing_method, parallel_experts, scores, explanation, epoch)
            SELECT n.space, n.task_id, n.decided_at, n.type, n.priority, n.description, n.assigned_master, n.confidence,
                n.strategy, n.routing_method, string_to_array(n.parallel_experts, ','), n.scores::jsonb, n.explanation,
                n.epoch
            FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[],
                    $8::double precision[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
                    $14::bigint[])
                AS n (space, task_id, decided_at, type, priority, description, assigned_master, confidence, strategy,
                    routing_method, parallel_experts, scores, explanation, epoch)
            ORDER BY n.space, n.task_id
            ON CONFLICT (space, task_id) DO UPDATE SET\s""";
    private static final String COLUMNS = """
            d.space, d.task_id, d.decided_at, d.type, d.priority, d.description, d.assigned_master, d.confidence,
            d.strategy, d.routing_method, array_to_string(d.parallel_experts, ',') AS parallel_experts,
            d.scores::text AS scores, d.explanation, d.epoch""";
    /** The update changes nothing; it is what makes RETURNING answer the row that was there. */
    private static final String FIRST = INSERT + "epoch = d.epoch RETURNING " + COLUMNS;

    private static final String LATEST = INSERT + """
            decided_at = excluded.decided_at, type = excluded.type, priority = excluded.priority,
            description = excluded.description, assigned_master = excluded.assigned_master,
            confidence = excluded.confidence, strategy = excluded.strategy, routing_method = excluded.routing_method,
            parallel_experts = excluded.parallel_experts, scores = excluded.scores,
            explanation = excluded.explanation, epoch = excluded.epoch""";
    private static final String FIND =
            "SELECT " + COLUMNS + " FROM routing.routing_decisions d WHERE d.space = $1 AND d.task_id = ANY ($2)";
    /** Skips what another replica is deleting; the index over time finds the old ones without reading the young. */
    private static final String FORGET = """
            DELETE FROM routing.routing_decisions d USING (
                SELECT space, task_id FROM routing.routing_decisions WHERE decided_at < $1
                LIMIT $2 FOR UPDATE SKIP LOCKED) AS old
            WHERE d.space = old.space AND d.task_id = old.task_id""";

    private final Pool pool;
    private final DecisionJson json;

    PostgresDecisionStore(Pool pool, DecisionJson json) {
        this.pool = pool;
        this.json = json;
    }

    @Override
    public Uni<Map<String, Routed>> keepFirst(List<Routed> routed) {
        return pool.preparedQuery(FIRST).execute(tuple(routed)).map(this::byTask);
    }

    @Override
    public Uni<Void> keepLatest(List<Routed> routed) {
        return pool.preparedQuery(LATEST).execute(tuple(routed)).replaceWithVoid();
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

    private Tuple tuple(List<Routed> routed) {
        return Tuple.tuple()
                .addArrayOfString(texts(routed, Routed::space))
                .addArrayOfString(texts(routed, r -> r.task().id()))
                .addArrayOfOffsetDateTime(routed.stream()
                        .map(r -> r.time().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(texts(routed, r -> r.task().type()))
                .addArrayOfString(texts(routed, r -> r.task().priority()))
                .addArrayOfString(texts(routed, r -> r.task().description()))
                .addArrayOfString(texts(routed, r -> r.decision().expert()))
                .addArrayOfDouble(
                        routed.stream().map(r -> r.decision().confidence()).toArray(Double[]::new))
                .addArrayOfString(texts(routed, r -> r.decision().strategy().word()))
                .addArrayOfString(texts(routed, r -> r.decision().method().word()))
                .addArrayOfString(
                        texts(routed, r -> String.join(",", r.decision().parallel())))
                .addArrayOfString(texts(routed, r -> json.scores(r.decision().scores())))
                .addArrayOfString(texts(routed, r -> r.decision().explanation()))
                .addArrayOfLong(routed.stream().map(r -> r.decision().epoch()).toArray(Long[]::new));
    }

    private Map<String, Routed> byTask(RowSet<Row> rows) {
        Map<String, Routed> found = new HashMap<>();
        rows.forEach(row -> found.put(row.getString("task_id"), routed(row)));
        return found;
    }

    private Routed routed(Row row) {
        Task task = new Task(
                row.getString("task_id"),
                row.getString("type"),
                row.getString("priority"),
                row.getString("description"));
        String parallel = row.getString("parallel_experts");
        Decision decision = new Decision(
                row.getString("assigned_master"),
                row.getDouble("confidence"),
                DecisionJson.strategy(row.getString("strategy")),
                DecisionJson.method(row.getString("routing_method")),
                parallel.isEmpty() ? List.of() : List.of(parallel.split(",")),
                json.scores(row.getString("scores")),
                row.getString("explanation"),
                row.getLong("epoch"));
        return new Routed(
                row.getString("space"),
                task,
                row.getOffsetDateTime("decided_at").toInstant(),
                decision,
                false);
    }

    private static String[] texts(List<Routed> routed, Function<Routed, String> text) {
        return routed.stream().map(text).toArray(String[]::new);
    }
}
