package dev.cortex.routing.report;

import dev.cortex.routing.settings.RoutingSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How each expert fares: what is decided for it beside what became of that. */
@ApplicationScoped
public class PostgresExpertReports {
    private static final String EXPERTS = PostgresOutcomeReports.JUDGED + """
            , decided AS MATERIALIZED (
                SELECT d.assigned_master, d.confidence FROM routing.routing_decisions d
                WHERE d.space = $1 AND d.decided_at >= $2 AND d.decided_at < $3
                ORDER BY d.decided_at DESC LIMIT $4),
            decisions AS (
                SELECT assigned_master AS expert, count(*) AS n, avg(confidence) AS confidence
                FROM decided GROUP BY 1),
            outcomes AS (
                SELECT said.expert, count(*) FILTER (WHERE said.predicted AND hit IS NOT NULL) AS predicted,
                    count(*) FILTER (WHERE said.predicted AND hit) AS hits,
                    count(*) FILTER (WHERE NOT said.predicted) AS n,
                    count(*) FILTER (WHERE NOT said.predicted AND is_right AND judged.predicted IS NOT NULL) AS known,
                    count(*) FILTER (WHERE NOT said.predicted AND NOT is_right) AS failures
                FROM judged
                CROSS JOIN LATERAL (VALUES (true, judged.predicted), (false, judged.expert)) AS said (predicted, expert)
                WHERE said.expert IS NOT NULL GROUP BY 1)
            SELECT expert, coalesce(d.n, 0) AS decisions, d.confidence, coalesce(o.n, 0) AS outcomes,
                coalesce(o.predicted, 0) AS predicted, coalesce(o.hits, 0) AS hits, coalesce(o.known, 0) AS known,
                coalesce(o.failures, 0) AS failures, (SELECT count(*) FROM decided) AS decided,
                (SELECT count(*) FROM judged) AS judged
            FROM decisions d FULL JOIN outcomes o USING (expert)
            ORDER BY 2 DESC, 4 DESC, expert LIMIT $5""";

    private final Pool pool;
    private final int rowsMax;

    PostgresExpertReports(Pool pool, RoutingSettings settings) {
        this.pool = pool;
        rowsMax = settings.reports().rowsMax();
    }

    public Uni<Reports.Experts> experts(String space, Span span, int limit) {
        Tuple values = Tuple.tuple()
                .addString(space)
                .addOffsetDateTime(span.start())
                .addOffsetDateTime(span.end())
                .addInteger(rowsMax)
                .addInteger(limit);
        return pool.preparedQuery(EXPERTS).execute(values).map(rows -> {
            List<Reports.ExpertLine> lines = new ArrayList<>();
            long decided = 0;
            long judged = 0;
            for (Row row : rows) {
                decided = row.getLong("decided");
                judged = row.getLong("judged");
                lines.add(line(row, decided));
            }
            return new Reports.Experts(
                    space, span.from(), span.to(), decided, lines, judged, Math.max(decided, judged) >= rowsMax);
        });
    }

    private static Reports.ExpertLine line(Row row, long decided) {
        long decisions = row.getLong("decisions");
        return new Reports.ExpertLine(
                row.getString("expert"),
                decisions,
                decided == 0 ? 0 : decisions / (double) decided,
                row.getDouble("confidence"),
                row.getLong("outcomes"),
                ratio(row.getLong("hits"), row.getLong("predicted")),
                ratio(row.getLong("hits"), row.getLong("known")),
                row.getLong("failures"));
    }

    private static @Nullable Double ratio(long part, long whole) {
        return whole == 0 ? null : part / (double) whole;
    }
}
