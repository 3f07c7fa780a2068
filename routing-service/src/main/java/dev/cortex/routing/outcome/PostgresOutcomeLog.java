package dev.cortex.routing.outcome;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.space.LogEntry;
import dev.cortex.routing.space.Spaces;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The log in PostgreSQL. Every append locks the one row of {@code routing.log_head} to the end of its transaction and
 * only then looks at what is there: so numbers have no gaps, and who has read {@code seq} sees every entry up to it.
 */
@ApplicationScoped
class PostgresOutcomeLog implements OutcomeLog {
    private static final String LOCK = "SELECT seq FROM routing.log_head FOR UPDATE";
    private static final String MOVE = "UPDATE routing.log_head SET seq = $1";
    private static final String HEAD = "SELECT seq FROM routing.log_head";

    private final Pool pool;
    private final LogRows rows;

    PostgresOutcomeLog(Pool pool, LogRows rows) {
        this.pool = pool;
        this.rows = rows;
    }

    @Override
    public Uni<Appended> append(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return pool.query(HEAD).execute().map(head -> new Appended(seq(head), Set.of()));
        }
        return appending((connection, head) -> connection
                .preparedQuery(LogRows.APPEND_OUTCOMES)
                .execute(rows.outcomes(head, outcomes))
                .call(written -> supersede(connection, outcomes))
                .flatMap(written -> move(connection, head + written.rowCount()).map(to -> appended(to, written))));
    }

    /** The stream tells of the mesh's own space alone. */
    private static Uni<Void> supersede(SqlConnection connection, List<Outcome> outcomes) {
        String[] tasks = outcomes.stream()
                .filter(outcome ->
                        outcome.source().equals("api") && outcome.space().equals(Spaces.DEFAULT))
                .map(Outcome::taskId)
                .toArray(String[]::new);
        return tasks.length == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(LogRows.SUPERSEDE)
                        .execute(Tuple.of(Spaces.DEFAULT, tasks))
                        .replaceWithVoid();
    }

    @Override
    public Uni<Map<String, Judgement>> said(String space, Set<String> tasks) {
        return pool.preparedQuery(LogRows.SAID)
                .execute(Tuple.of(space, tasks.toArray(String[]::new)))
                .map(found -> {
                    Map<String, Judgement> said = new HashMap<>();
                    found.forEach(row -> said.put(
                            row.getString("task_id"), LogRows.outcome(row).judgement()));
                    return said;
                });
    }

    @Override
    public Uni<Long> append(ExpertChange change) {
        return appending((connection, head) ->
                write(connection, head + 1, change).flatMap(written -> move(connection, head + 1)));
    }

    @Override
    public Uni<Long> append(ModelChange change) {
        return appending((connection, head) -> connection
                .preparedQuery(ChangeRows.APPEND)
                .execute(ChangeRows.tuple(head + 1, change))
                .flatMap(written -> move(connection, head + 1)));
    }

    @Override
    public Uni<Page> readOf(String space, long after, long end, int limit) {
        return head().flatMap(head -> pageOf(space, after, Math.min(end, head), limit)
                .map(page -> new Page(page.entries(), page.to(), head)));
    }

    private Uni<Page> pageOf(String space, long after, long end, int limit) {
        Tuple bounds = Tuple.of(space, after, end, limit);
        return Uni.combine()
                .all()
                .unis(
                        read(LogRows.OUTCOMES_OF, bounds, LogRows::outcome),
                        read(LogRows.CHANGES_OF, bounds, rows::change),
                        read(ChangeRows.OF, bounds, ChangeRows::entry))
                .with((judged, experts, models) -> {
                    List<List<LogEntry>> parts = List.of(judged, experts, models);
                    // A part that was cut off ends the page: behind it, entries of its kind are missing.
                    long to = parts.stream()
                            .filter(part -> part.size() >= limit)
                            .mapToLong(part -> part.getLast().seq())
                            .min()
                            .orElse(end);
                    return new Page(merged(parts, to), to, end);
                });
    }

    @Override
    public Uni<Long> head() {
        return pool.query(HEAD).execute().map(PostgresOutcomeLog::seq);
    }

    @Override
    public Uni<Lineage> lineage(String space) {
        Uni<Long> born =
                pool.preparedQuery(ChangeRows.BORN).execute(Tuple.of(space)).map(PostgresOutcomeLog::seq);
        Uni<RowSet<Row>> turns = pool.preparedQuery(ChangeRows.TURNS).execute(Tuple.of(space));
        return Uni.combine().all().unis(born, turns).with((after, rows) -> new Lineage(after, ChangeRows.turns(rows)));
    }

    @Override
    public Uni<Long> introduce(String space, List<Expert> experts) {
        return appending((connection, head) -> connection
                .preparedQuery(LogRows.INTRODUCE_EXPERTS)
                .execute(rows.experts(head, space, experts))
                .flatMap(written -> move(connection, head + written.rowCount())));
    }

    @Override
    public Uni<Long> merge(String space, List<Expert> experts) {
        return appending((connection, head) -> connection
                .preparedQuery(LogRows.MERGE_EXPERTS)
                .execute(rows.experts(head, space, experts))
                .flatMap(written -> move(connection, head + written.rowCount())));
    }

    @Override
    public Uni<Page> read(long after, int limit) {
        return head().flatMap(head -> {
            long to = Math.min(head, after + limit);
            return to <= after ? Uni.createFrom().item(new Page(List.of(), after, head)) : page(after, to, head);
        });
    }

    private Uni<Page> page(long after, long to, long head) {
        Tuple bounds = Tuple.of(after, to);
        return Uni.combine()
                .all()
                .unis(
                        read(LogRows.READ_OUTCOMES, bounds, LogRows::outcome),
                        read(LogRows.READ_CHANGES, bounds, rows::change),
                        read(ChangeRows.READ, bounds, ChangeRows::entry))
                .with((judged, experts, models) -> new Page(merged(List.of(judged, experts, models), to), to, head));
    }

    private Uni<List<LogEntry>> read(String sql, Tuple bounds, Function<Row, ? extends LogEntry> entry) {
        return pool.preparedQuery(sql).execute(bounds).map(found -> LogRows.list(found, entry));
    }

    private static List<LogEntry> merged(List<List<LogEntry>> parts, long to) {
        return parts.stream()
                .flatMap(List::stream)
                .filter(entry -> entry.seq() <= to)
                .sorted(Comparator.comparingLong(LogEntry::seq))
                .toList();
    }

    private Uni<RowSet<Row>> write(SqlConnection connection, long seq, ExpertChange change) {
        Uni<RowSet<Row>> written =
                connection.preparedQuery(LogRows.APPEND_CHANGE).execute(rows.change(seq, change));
        return switch (change) {
            case ExpertChange.Put put -> written;
            case ExpertChange.Retire retire -> written;
            case ExpertChange.DeleteSpace gone ->
                written.flatMap(w -> connection
                                .preparedQuery(LogRows.DELETE_OUTCOMES)
                                .execute(Tuple.of(gone.space())))
                        .flatMap(w -> connection
                                .preparedQuery(LogRows.DELETE_DECISIONS)
                                .execute(Tuple.of(gone.space())))
                        .flatMap(w -> connection
                                .preparedQuery(ChangeRows.DELETE_EPOCHS)
                                .execute(Tuple.of(gone.space())))
                        .flatMap(w -> connection
                                .preparedQuery(ChangeRows.DELETE_EXPERIMENTS)
                                .execute(Tuple.of(gone.space())));
        };
    }

    private <T> Uni<T> appending(BiFunction<SqlConnection, Long, Uni<T>> action) {
        Function<SqlConnection, Uni<T>> locked = connection -> connection
                .query(LOCK)
                .execute()
                .map(PostgresOutcomeLog::seq)
                .flatMap(head -> action.apply(connection, head));
        return pool.withTransaction(locked);
    }

    private static Uni<Long> move(SqlConnection connection, long to) {
        return connection.preparedQuery(MOVE).execute(Tuple.of(to)).replaceWith(to);
    }

    private static Appended appended(long head, RowSet<Row> written) {
        Set<String> tasks = new HashSet<>();
        written.forEach(row -> tasks.add(row.getString("task_id")));
        return new Appended(head, tasks);
    }

    private static long seq(RowSet<Row> rows) {
        return rows.iterator().next().getLong("seq");
    }
}
