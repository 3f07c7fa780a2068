package dev.cortex.routing.report;

import dev.cortex.routing.settings.RoutingSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports over {@code routing.routing_decisions}: how sure they were, and which still wait for an outcome. */
@ApplicationScoped
public class PostgresDecisionReports {
    static final String DECIDED = """
            WITH decided AS MATERIALIZED (
                SELECT d.task_id, d.decided_at, d.assigned_master, d.confidence FROM routing.routing_decisions d
                WHERE d.space = $1 AND d.decided_at >= $2 AND d.decided_at < $3
                ORDER BY d.decided_at DESC LIMIT $4)
            """;
    private static final String CONFIDENCE = DECIDED + """
            SELECT least(width_bucket(confidence, 0, 1, $5), $5) AS bar, count(*) AS n, sum(confidence) AS confidence,
                (SELECT percentile_cont(ARRAY[0.05, 0.25, 0.5, 0.75, 0.95]) WITHIN GROUP (ORDER BY confidence)
                    FROM decided) AS percentiles
            FROM decided GROUP BY 1 ORDER BY 1""";
    private static final List<String> PERCENTILES = List.of("p5", "p25", "p50", "p75", "p95");
    private static final String PENDING = DECIDED + """
            , pending AS (
                SELECT * FROM decided d
                WHERE NOT EXISTS (SELECT 1 FROM routing.outcomes o WHERE o.space = $1 AND o.task_id = d.task_id))
            SELECT task_id, decided_at, assigned_master, confidence, count(*) OVER () AS pending,
                count(*) FILTER (WHERE decided_at > $5) OVER () AS minute,
                count(*) FILTER (WHERE decided_at > $6 AND decided_at <= $5) OVER () AS hour,
                count(*) FILTER (WHERE decided_at > $7 AND decided_at <= $6) OVER () AS day,
                count(*) FILTER (WHERE decided_at <= $7) OVER () AS older,
                (SELECT count(*) FROM decided) AS rows
            FROM pending ORDER BY decided_at, task_id LIMIT $8""";

    private final Pool pool;
    private final int rowsMax;

    PostgresDecisionReports(Pool pool, RoutingSettings settings) {
        this.pool = pool;
        rowsMax = settings.reports().rowsMax();
    }

    public Uni<Reports.Confidence> confidence(String space, Span span, int bars) {
        return pool.preparedQuery(CONFIDENCE)
                .execute(tuple(space, span).addInteger(bars))
                .map(rows -> {
                    List<Reports.Bar> histogram = new ArrayList<>();
                    Map<String, Double> percentiles = new LinkedHashMap<>();
                    long count = 0;
                    double sum = 0;
                    for (Row row : rows) {
                        int bar = row.getInteger("bar") - 1;
                        histogram.add(
                                new Reports.Bar(bar / (double) bars, (bar + 1) / (double) bars, row.getLong("n")));
                        count += row.getLong("n");
                        sum += row.getDouble("confidence");
                        Double[] values = row.getArrayOfDoubles("percentiles");
                        for (int at = 0; at < values.length; at++) {
                            percentiles.put(PERCENTILES.get(at), values[at]);
                        }
                    }
                    return new Reports.Confidence(
                            space,
                            span.from(),
                            span.to(),
                            histogram,
                            percentiles,
                            count == 0 ? null : sum / count,
                            count,
                            count >= rowsMax);
                });
    }

    public Uni<Reports.Pending> pending(String space, Span span, int limit, Instant now) {
        Tuple values = tuple(space, span)
                .addOffsetDateTime(now.minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .addInteger(limit);
        return pool.preparedQuery(PENDING).execute(values).map(rows -> pending(space, span, now, rows));
    }

    private Reports.Pending pending(String space, Span span, Instant now, RowSet<Row> rows) {
        Map<String, Long> byAge = new LinkedHashMap<>();
        List.of("minute", "hour", "day", "older").forEach(age -> byAge.put(age, 0L));
        List<Reports.Waiting> oldest = new ArrayList<>();
        long pending = 0;
        boolean truncated = false;
        for (Row row : rows) {
            byAge.replaceAll((age, none) -> row.getLong(age));
            pending = row.getLong("pending");
            truncated = row.getLong("rows") >= rowsMax;
            Instant decided = row.getOffsetDateTime("decided_at").toInstant();
            oldest.add(new Reports.Waiting(
                    row.getString("task_id"),
                    decided,
                    Math.max(0, Duration.between(decided, now).toSeconds()),
                    row.getString("assigned_master"),
                    row.getDouble("confidence")));
        }
        return new Reports.Pending(space, span.from(), span.to(), pending, byAge, oldest, truncated);
    }

    private Tuple tuple(String space, Span span) {
        return Tuple.tuple()
                .addString(space)
                .addOffsetDateTime(span.start())
                .addOffsetDateTime(span.end())
                .addInteger(rowsMax);
    }
}
