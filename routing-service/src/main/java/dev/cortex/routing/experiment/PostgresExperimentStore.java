package dev.cortex.routing.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.routing.settings.ExperimentsSettings;
import dev.cortex.routing.settings.RoutingSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Experiments in {@code routing.experiments}. */
@ApplicationScoped
class PostgresExperimentStore implements ExperimentStore {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DECIDING = "another ab experiment of the space is running; stop it first";
    private static final String START = """
            INSERT INTO routing.experiments (space, id, kind, state, definition)
            SELECT $1, $2, $3, 'running', $4::text::jsonb
            WHERE (SELECT count(*) FROM routing.experiments WHERE space = $1) < $5
                AND (SELECT count(*) FROM routing.experiments WHERE state = 'running') < $6
                AND ($7 OR (
                    SELECT count(*) FROM routing.experiments
                    WHERE state = 'running' AND definition #>> '{candidate,seq}' IS NOT NULL) < $8)
            ON CONFLICT (space, id) DO NOTHING""";
    private static final String CHANGE = """
            UPDATE routing.experiments SET state = $4, ended_at = CASE WHEN $4 = 'running' THEN NULL ELSE now() END
            WHERE space = $1 AND id = $2 AND state = $3""";
    private static final String CONCLUDE = """
            UPDATE routing.experiments SET state = 'concluded', ended_at = coalesce(ended_at, now()), adopted = $3
            WHERE space = $1 AND id = $2 AND state <> 'concluded'""";
    private static final String COLUMNS = """
            SELECT space, id, state, definition::text AS definition, started_at, ended_at, adopted
            FROM routing.experiments\s""";
    private static final String FIND = COLUMNS + "WHERE space = $1 AND id = $2";
    private static final String LIST = COLUMNS + "WHERE space = $1 ORDER BY started_at DESC, id LIMIT $2";
    private static final String RUNNING = COLUMNS + "WHERE state = 'running' ORDER BY space, id LIMIT $1";
    private static final String DELETE = "DELETE FROM routing.experiments WHERE space = $1 AND id = $2";
    private static final String DELETE_TRIALS = "DELETE FROM routing.trials WHERE space = $1 AND experiment = $2";

    private final Pool pool;
    private final ObjectMapper json;
    private final ExperimentsSettings bounds;

    PostgresExperimentStore(Pool pool, ObjectMapper json, RoutingSettings settings) {
        this.pool = pool;
        this.json = json;
        this.bounds = settings.experiments();
    }

    @Override
    public Uni<Written> start(String space, String id, Definition definition) {
        Tuple values = Tuple.tuple()
                .addString(space)
                .addString(id)
                .addString(definition.kind().name().toLowerCase(Locale.ROOT))
                .addString(write(definition))
                .addInteger(bounds.ofSpaceMax())
                .addInteger(bounds.runningMax())
                .addBoolean(definition.candidate().seq() == null)
                .addInteger(bounds.formerMax());
        return pool.preparedQuery(START)
                .execute(values)
                .flatMap(rows -> find(space, id))
                .map(found -> found.map(experiment -> started(experiment, definition))
                        .orElseGet(() -> new Written.Conflict("there are " + bounds.ofSpaceMax()
                                + " experiments in the space, or " + bounds.runningMax() + " running, or "
                                + bounds.formerMax() + " with a model of the past: delete or stop some")))
                .onFailure(PostgresExperimentStore::isTaken)
                .recoverWithItem(new Written.Conflict(DECIDING));
    }

    private static Written started(Experiment experiment, Definition definition) {
        return experiment.definition().equals(definition)
                ? new Written.Done(experiment)
                : new Written.Conflict(
                        "an experiment of this id compares something else; what it compares never changes");
    }

    @Override
    public Uni<Written> change(String space, String id, Experiment.State from, Experiment.State to) {
        return pool.preparedQuery(CHANGE)
                .execute(Tuple.of(space, id, word(from), word(to)))
                .flatMap(rows -> find(space, id))
                .map(found -> found.map(experiment -> changed(experiment, to)).orElseGet(Written.NotFound::new))
                .onFailure(PostgresExperimentStore::isTaken)
                .recoverWithItem(new Written.Conflict(DECIDING));
    }

    @Override
    public Uni<Written> conclude(String space, String id, boolean adopted) {
        return pool.preparedQuery(CONCLUDE)
                .execute(Tuple.of(space, id, adopted))
                .flatMap(rows -> find(space, id))
                .map(found -> found.<Written>map(
                                experiment -> Boolean.valueOf(adopted).equals(experiment.adopted())
                                        ? new Written.Done(experiment)
                                        : new Written.Conflict("the experiment was concluded otherwise"))
                        .orElseGet(Written.NotFound::new));
    }

    private static Written changed(Experiment experiment, Experiment.State to) {
        return experiment.state() == to
                ? new Written.Done(experiment)
                : new Written.Conflict("the experiment is " + word(experiment.state()));
    }

    @Override
    public Uni<Optional<Experiment>> find(String space, String id) {
        return pool.preparedQuery(FIND).execute(Tuple.of(space, id)).map(rows -> list(rows).stream()
                .findFirst());
    }

    @Override
    public Uni<List<Experiment>> list(String space, int limit) {
        return pool.preparedQuery(LIST).execute(Tuple.of(space, limit)).map(this::list);
    }

    @Override
    public Uni<List<Experiment>> running(int limit) {
        return pool.preparedQuery(RUNNING).execute(Tuple.of(limit)).map(this::list);
    }

    @Override
    public Uni<Boolean> delete(String space, String id) {
        Tuple key = Tuple.of(space, id);
        return pool.withTransaction((SqlConnection connection) -> connection
                .preparedQuery(DELETE)
                .execute(key)
                .call(gone -> connection.preparedQuery(DELETE_TRIALS).execute(key))
                .map(gone -> gone.rowCount() > 0));
    }

    private List<Experiment> list(RowSet<Row> rows) {
        List<Experiment> list = new ArrayList<>();
        rows.forEach(row -> list.add(experiment(row)));
        return list;
    }

    private Experiment experiment(Row row) {
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        return new Experiment(
                row.getString("space"),
                row.getString("id"),
                Experiment.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                read(row.getString("definition")),
                row.getOffsetDateTime("started_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getBoolean("adopted"));
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
    }

    private static String word(Experiment.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private String write(Definition definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an experiment can not be written as JSON", e);
        }
    }

    private Definition read(String definition) {
        try {
            return json.readValue(definition, Definition.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an experiment can not be read", e);
        }
    }
}
