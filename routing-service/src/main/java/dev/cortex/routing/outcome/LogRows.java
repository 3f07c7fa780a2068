package dev.cortex.routing.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.space.LogEntry;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The log's statements, and its entries as rows. */
@Singleton
final class LogRows {
    static final String APPEND_OUTCOMES = """
            INSERT INTO routing.outcomes
                (seq, space, task_id, type, priority, description, expert, is_right, strength, propensity, source,
                names_right, predicted, confidence)
            SELECT $1 + row_number() OVER (ORDER BY o.place),
                o.space, o.task_id, o.type, o.priority, o.description, o.expert, o.is_right, o.strength, o.propensity,
                o.source, o.names_right, o.predicted, o.confidence
            FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[],
                    $9::double precision[], $10::double precision[], $11::text[], $12::boolean[], $13::text[],
                    $14::double precision[])
                WITH ORDINALITY AS o (space, task_id, type, priority, description, expert, is_right, strength,
                    propensity, source, names_right, predicted, confidence, place)
            WHERE NOT EXISTS (
                SELECT 1 FROM routing.outcomes j
                WHERE j.space = o.space AND j.task_id = o.task_id AND j.source IN (o.source, 'api'))
            RETURNING task_id""";
    /** A person's word on the same tasks: reports count it in the place of what the stream told. */
    static final String SUPERSEDE = """
            UPDATE routing.outcomes SET superseded = true
            WHERE space = $1 AND task_id = ANY ($2) AND source = 'stream' AND NOT superseded""";

    static final String SAID = """
            SELECT seq, space, task_id, type, priority, description, expert, is_right, strength
            FROM routing.outcomes WHERE space = $1 AND task_id = ANY ($2) AND source = 'api'""";
    static final String INTRODUCE_EXPERTS = """
            INSERT INTO routing.expert_changes (seq, space, kind, expert, definition)
            SELECT $1 + row_number() OVER (ORDER BY e.place), $2, 'put', e.expert, e.definition::jsonb
            FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS e (expert, definition, place)
            WHERE NOT EXISTS (
                SELECT 1 FROM routing.expert_changes k WHERE k.space = $2 AND k.expert = e.expert)""";
    static final String MERGE_EXPERTS = """
            INSERT INTO routing.expert_changes (seq, space, kind, expert, definition)
            SELECT $1 + row_number() OVER (ORDER BY e.place), $2, 'put', e.expert, e.definition::jsonb
            FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS e (expert, definition, place)
            LEFT JOIN LATERAL (
                SELECT k.kind, k.definition FROM routing.expert_changes k
                WHERE k.space = $2 AND (k.expert = e.expert OR k.expert = '' AND k.kind = 'space_deleted')
                ORDER BY k.seq DESC LIMIT 1) AS last ON true
            WHERE last.kind IS DISTINCT FROM 'put' OR last.definition IS DISTINCT FROM e.definition::jsonb""";
    static final String APPEND_CHANGE = """
            INSERT INTO routing.expert_changes (seq, space, kind, expert, definition)
            VALUES ($1, $2, $3, $4, $5::text::jsonb)""";
    static final String DELETE_OUTCOMES = "DELETE FROM routing.outcomes WHERE space = $1";
    static final String DELETE_DECISIONS = "DELETE FROM routing.routing_decisions WHERE space = $1";
    static final String READ_OUTCOMES = """
            SELECT seq, space, task_id, type, priority, description, expert, is_right, strength
            FROM routing.outcomes WHERE seq > $1 AND seq <= $2""";
    static final String READ_CHANGES = """
            SELECT seq, space, kind, expert, definition::text AS definition
            FROM routing.expert_changes WHERE seq > $1 AND seq <= $2""";
    static final String OUTCOMES_OF = """
            SELECT seq, space, task_id, type, priority, description, expert, is_right, strength
            FROM routing.outcomes WHERE space = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4""";
    static final String CHANGES_OF = """
            SELECT seq, space, kind, expert, definition::text AS definition
            FROM routing.expert_changes WHERE space = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4""";

    private final ObjectMapper json;

    LogRows(ObjectMapper json) {
        this.json = json;
    }

    Tuple outcomes(long head, List<Outcome> outcomes) {
        return Tuple.tuple()
                .addLong(head)
                .addArrayOfString(texts(outcomes, Outcome::space))
                .addArrayOfString(texts(outcomes, Outcome::taskId))
                .addArrayOfString(texts(outcomes, o -> o.judgement().task().type()))
                .addArrayOfString(texts(outcomes, o -> o.judgement().task().priority()))
                .addArrayOfString(texts(outcomes, o -> o.judgement().task().description()))
                .addArrayOfString(texts(outcomes, o -> o.judgement().expert()))
                .addArrayOfBoolean(
                        outcomes.stream().map(o -> o.judgement().right()).toArray(Boolean[]::new))
                .addArrayOfDouble(
                        outcomes.stream().map(o -> o.judgement().strength()).toArray(Double[]::new))
                .addArrayOfDouble(outcomes.stream().map(Outcome::propensity).toArray(Double[]::new))
                .addArrayOfString(texts(outcomes, Outcome::source))
                .addArrayOfBoolean(outcomes.stream().map(Outcome::namesRight).toArray(Boolean[]::new))
                .addArrayOfString(texts(
                        outcomes, o -> o.predicted().map(Prediction::expert).orElse(null)))
                .addArrayOfDouble(outcomes.stream()
                        .map(o -> o.predicted().map(Prediction::confidence).orElse(null))
                        .toArray(Double[]::new));
    }

    Tuple experts(long head, String space, List<Expert> experts) {
        return Tuple.tuple()
                .addLong(head)
                .addString(space)
                .addArrayOfString(texts(experts, Expert::id))
                .addArrayOfString(texts(experts, this::write));
    }

    Tuple change(long seq, ExpertChange change) {
        Tuple tuple = Tuple.tuple().addLong(seq).addString(change.space());
        return switch (change) {
            case ExpertChange.Put put ->
                tuple.addString("put").addString(put.expert().id()).addString(write(put.expert()));
            case ExpertChange.Retire retire ->
                tuple.addString("retired").addString(retire.expert()).addString(null);
            case ExpertChange.DeleteSpace gone ->
                tuple.addString("space_deleted").addString("").addString(null);
        };
    }

    static LogEntry.TaskJudged outcome(Row row) {
        Task task = new Task(
                row.getString("task_id"),
                row.getString("type"),
                row.getString("priority"),
                row.getString("description"));
        return new LogEntry.TaskJudged(
                row.getLong("seq"),
                row.getString("space"),
                new Judgement(task, row.getString("expert"), row.getBoolean("is_right"), row.getDouble("strength")));
    }

    LogEntry change(Row row) {
        long seq = row.getLong("seq");
        String space = row.getString("space");
        String kind = row.getString("kind");
        return switch (kind) {
            case "put" -> new LogEntry.ExpertPut(seq, space, read(row.getString("definition")));
            case "retired" -> new LogEntry.ExpertRetired(seq, space, row.getString("expert"));
            case "space_deleted" -> new LogEntry.SpaceDeleted(seq, space);
            default -> throw new IllegalStateException("entry " + seq + " of the log is of an unknown kind " + kind);
        };
    }

    static List<LogEntry> list(RowSet<Row> rows, Function<Row, ? extends LogEntry> read) {
        List<LogEntry> entries = new ArrayList<>(rows.size());
        rows.forEach(row -> entries.add(read.apply(row)));
        return entries;
    }

    private static <T> String[] texts(List<T> list, Function<T, @Nullable String> text) {
        return list.stream().map(text).toArray(String[]::new);
    }

    private String write(Expert expert) {
        try {
            return json.writeValueAsString(expert);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an expert can not be written as JSON", e);
        }
    }

    private Expert read(String definition) {
        try {
            return json.readValue(definition, Expert.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an expert of the log can not be read", e);
        }
    }
}
