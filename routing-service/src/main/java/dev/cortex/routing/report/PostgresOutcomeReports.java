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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports over {@code routing.outcomes}, out of the index that carries their columns. {@code hit} is whether the router's
 * first choice was right: unknown where another than that one failed.
 */
@ApplicationScoped
public class PostgresOutcomeReports {
    static final String JUDGED = """
            WITH judged AS MATERIALIZED (
                SELECT o.recorded_at, o.predicted, o.confidence, o.expert, o.is_right,
                    CASE WHEN o.is_right THEN o.predicted = o.expert
                         WHEN o.predicted = o.expert THEN false END AS hit
                FROM routing.outcomes o
                WHERE o.space = $1 AND o.recorded_at >= $2 AND o.recorded_at < $3 AND NOT o.superseded
                ORDER BY o.recorded_at DESC LIMIT $4)
            """;
    private static final String ACCURACY = JUDGED + """
            SELECT date_bin(make_interval(secs => $5), recorded_at, $2) AS start, count(*) AS outcomes,
                count(hit) AS judged, count(*) FILTER (WHERE hit) AS hits,
                sum(confidence) FILTER (WHERE hit IS NOT NULL) AS confidence
            FROM judged GROUP BY 1 ORDER BY 1""";
    private static final String CALIBRATION = JUDGED + """
            SELECT least(width_bucket(confidence, 0, 1, $5), $5) AS band, count(*) AS judged,
                sum(confidence) AS confidence, count(*) FILTER (WHERE hit) AS hits,
                sum((confidence - hit::integer) ^ 2) AS squares, (SELECT count(*) FROM judged) AS outcomes
            FROM judged WHERE hit IS NOT NULL AND confidence IS NOT NULL GROUP BY 1 ORDER BY 1""";
    private static final String CONFUSION = JUDGED + """
            , cells AS (
                SELECT predicted, expert, count(*) AS n,
                    row_number() OVER (PARTITION BY predicted = expert ORDER BY count(*) DESC, predicted, expert)
                        AS place,
                    sum(count(*)) OVER () AS judged,
                    coalesce(sum(count(*)) FILTER (WHERE predicted = expert) OVER (), 0) AS hits
                FROM judged WHERE is_right AND predicted IS NOT NULL GROUP BY predicted, expert)
            SELECT predicted, expert, n, judged::bigint AS judged, hits::bigint AS hits,
                (SELECT count(*) FROM judged) AS outcomes
            FROM cells WHERE place <= $5 ORDER BY n DESC, predicted, expert""";

    private final Pool pool;
    private final int rowsMax;

    PostgresOutcomeReports(Pool pool, RoutingSettings settings) {
        this.pool = pool;
        rowsMax = settings.reports().rowsMax();
    }

    public Uni<Reports.Accuracy> accuracy(String space, Span span, Duration bucket) {
        return rows(ACCURACY, tuple(space, span).addDouble((double) bucket.toSeconds()))
                .map(rows -> {
                    List<Reports.Bucket> buckets = new ArrayList<>();
                    long outcomes = 0;
                    long judged = 0;
                    long hits = 0;
                    double confidence = 0;
                    for (Row row : rows) {
                        Instant start = row.getOffsetDateTime("start").toInstant();
                        Double sum = row.getDouble("confidence");
                        buckets.add(bucket(
                                start,
                                earlier(start.plus(bucket), span.to()),
                                row.getLong("outcomes"),
                                row.getLong("judged"),
                                row.getLong("hits"),
                                sum));
                        outcomes += row.getLong("outcomes");
                        judged += row.getLong("judged");
                        hits += row.getLong("hits");
                        confidence += sum == null ? 0 : sum;
                    }
                    Reports.Bucket total = bucket(span.from(), span.to(), outcomes, judged, hits, confidence);
                    return new Reports.Accuracy(
                            space,
                            span.from(),
                            span.to(),
                            bucket.toSeconds(),
                            buckets,
                            total,
                            outcomes,
                            outcomes >= rowsMax);
                });
    }

    public Uni<Reports.Calibration> calibration(String space, Span span, int bands) {
        return rows(CALIBRATION, tuple(space, span).addInteger(bands)).map(rows -> {
            List<ReliabilityTable.Sum> sums = new ArrayList<>();
            long outcomes = 0;
            for (Row row : rows) {
                sums.add(new ReliabilityTable.Sum(
                        row.getInteger("band") - 1,
                        row.getLong("judged"),
                        row.getDouble("confidence"),
                        row.getLong("hits"),
                        row.getDouble("squares")));
                outcomes = row.getLong("outcomes");
            }
            ReliabilityTable table = new ReliabilityTable(bands, sums);
            return new Reports.Calibration(
                    space,
                    span.from(),
                    span.to(),
                    table.judged(),
                    table.expectedError(),
                    table.largestError(),
                    table.brier(),
                    table.bands(),
                    outcomes,
                    outcomes >= rowsMax);
        });
    }

    public Uni<Reports.Confusion> confusion(String space, Span span, int limit) {
        return rows(CONFUSION, tuple(space, span).addInteger(limit)).map(rows -> {
            List<Reports.Cell> cells = new ArrayList<>();
            long judged = 0;
            long hits = 0;
            long outcomes = 0;
            for (Row row : rows) {
                judged = row.getLong("judged");
                hits = row.getLong("hits");
                outcomes = row.getLong("outcomes");
                long count = row.getLong("n");
                cells.add(new Reports.Cell(
                        row.getString("predicted"), row.getString("expert"), count, count / (double) judged));
            }
            cells.sort(Comparator.comparingLong(cell -> -cell.count()));
            List<Reports.Cell> pairs = cells.stream()
                    .filter(cell -> !cell.predicted().equals(cell.right()))
                    .toList();
            return new Reports.Confusion(
                    space,
                    span.from(),
                    span.to(),
                    judged,
                    hits,
                    cells.stream().limit(limit).toList(),
                    pairs,
                    outcomes,
                    outcomes >= rowsMax);
        });
    }

    private Tuple tuple(String space, Span span) {
        return Tuple.tuple()
                .addString(space)
                .addOffsetDateTime(span.start())
                .addOffsetDateTime(span.end())
                .addInteger(rowsMax);
    }

    private Uni<RowSet<Row>> rows(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Reports.Bucket bucket(
            Instant from, Instant to, long outcomes, long judged, long hits, @Nullable Double confidence) {
        return new Reports.Bucket(
                from,
                to,
                outcomes,
                judged,
                hits,
                judged == 0 ? null : hits / (double) judged,
                judged == 0 || confidence == null ? null : confidence / judged);
    }
}
