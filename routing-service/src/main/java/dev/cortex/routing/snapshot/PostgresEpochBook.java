package dev.cortex.routing.snapshot;

import dev.cortex.routing.settings.RoutingSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Notes in {@code routing.model_epochs}. */
@ApplicationScoped
class PostgresEpochBook implements EpochBook {
    /** A space that has not changed since it was last written down has nothing new to be remembered. */
    private static final String NOTE = """
            INSERT INTO routing.model_epochs (space, seq, kind, epoch, weights_hash, examples, accuracy)
            SELECT n.* FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::bigint[],
                $7::double precision[]) AS n (space, seq, kind, epoch, weights_hash, examples, accuracy)
            WHERE n.kind <> 'snapshot' OR NOT EXISTS (
                SELECT 1 FROM routing.model_epochs e
                WHERE e.space = n.space AND e.epoch = n.epoch AND e.examples = n.examples AND e.kind = 'snapshot')
            ORDER BY n.space, n.seq
            ON CONFLICT (space, seq, kind) DO NOTHING RETURNING space, seq""";

    private static final String FORGET = """
            DELETE FROM routing.model_epochs WHERE space = $1 AND seq < (
                SELECT seq FROM routing.model_epochs WHERE space = $1 ORDER BY seq DESC OFFSET $2 LIMIT 1)""";
    private static final String COLUMNS = """
            SELECT e.space, e.seq, e.epoch, e.kind, e.weights_hash, e.examples, e.accuracy, e.noted_at,
                EXISTS (SELECT 1 FROM routing.model_snapshots s WHERE s.space = e.space AND s.seq = e.seq) AS kept
            FROM routing.model_epochs e\s""";
    private static final String LIST = COLUMNS + "WHERE e.space = $1 ORDER BY e.seq DESC, e.kind LIMIT $2";
    private static final String AT_OR_BELOW =
            COLUMNS + "WHERE e.space = $1 AND e.epoch <= $2 ORDER BY e.epoch DESC, e.seq DESC LIMIT 1";

    private static final String LAST = COLUMNS + "WHERE e.space = $1 AND e.kind = $2 ORDER BY e.seq DESC LIMIT 1";

    private final Pool pool;
    private final int kept;

    PostgresEpochBook(Pool pool, RoutingSettings settings) {
        this.pool = pool;
        kept = settings.snapshots().notesKept();
    }

    @Override
    public Uni<List<EpochNote>> note(List<EpochNote> notes) {
        return pool.preparedQuery(NOTE).execute(tuple(notes)).flatMap(written -> {
            List<EpochNote> fresh =
                    notes.stream().filter(note -> contains(written, note)).toList();
            List<Tuple> spaces = fresh.stream()
                    .map(EpochNote::space)
                    .distinct()
                    .map(space -> Tuple.of(space, kept))
                    .toList();
            return spaces.isEmpty()
                    ? Uni.createFrom().item(fresh)
                    : pool.preparedQuery(FORGET).executeBatch(spaces).replaceWith(fresh);
        });
    }

    @Override
    public Uni<List<EpochNote>> list(String space, int limit) {
        return pool.preparedQuery(LIST).execute(Tuple.of(space, limit)).map(rows -> {
            List<EpochNote> notes = new ArrayList<>();
            rows.forEach(row -> notes.add(note(row)));
            return notes;
        });
    }

    @Override
    public Uni<Optional<EpochNote>> atOrBelow(String space, long epoch) {
        return one(AT_OR_BELOW, Tuple.of(space, epoch));
    }

    @Override
    public Uni<Optional<EpochNote>> last(String space, EpochNote.Kind kind) {
        return one(LAST, Tuple.of(space, kind.word()));
    }

    private Uni<Optional<EpochNote>> one(String sql, Tuple values) {
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(note(rows.iterator().next())));
    }

    private static boolean contains(RowSet<Row> written, EpochNote note) {
        for (Row row : written) {
            if (row.getLong("seq") == note.seq() && row.getString("space").equals(note.space())) {
                return true;
            }
        }
        return false;
    }

    private static Tuple tuple(List<EpochNote> notes) {
        return Tuple.tuple()
                .addArrayOfString(texts(notes, EpochNote::space))
                .addArrayOfLong(notes.stream().map(EpochNote::seq).toArray(Long[]::new))
                .addArrayOfString(texts(notes, EpochNote::kind))
                .addArrayOfLong(notes.stream().map(EpochNote::epoch).toArray(Long[]::new))
                .addArrayOfString(texts(notes, EpochNote::weightsHash))
                .addArrayOfLong(notes.stream().map(EpochNote::examples).toArray(Long[]::new))
                .addArrayOfDouble(notes.stream().map(EpochNote::accuracy).toArray(Double[]::new));
    }

    private static String[] texts(List<EpochNote> notes, Function<EpochNote, String> text) {
        return notes.stream().map(text).toArray(String[]::new);
    }

    private static EpochNote note(Row row) {
        return new EpochNote(
                row.getString("space"),
                row.getLong("seq"),
                row.getLong("epoch"),
                row.getString("kind"),
                row.getString("weights_hash"),
                row.getLong("examples"),
                row.getDouble("accuracy"),
                row.getOffsetDateTime("noted_at").toInstant(),
                row.getBoolean("kept"));
    }
}
