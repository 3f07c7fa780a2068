package dev.cortex.routing.outcome;

import dev.cortex.routing.model.Thresholds;
import dev.cortex.routing.space.LogEntry;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The log's entries about models, as rows of {@code routing.model_changes}. */
final class ChangeRows {
    static final String APPEND = """
            INSERT INTO routing.model_changes (seq, space, kind, to_seq, confident, lead, worth_asking)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""";
    private static final String COLUMNS =
            "SELECT seq, space, kind, to_seq, confident, lead, worth_asking FROM routing.model_changes ";
    static final String READ = COLUMNS + "WHERE seq > $1 AND seq <= $2";
    static final String OF = COLUMNS + "WHERE space = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4";
    static final String BORN = """
            SELECT coalesce(max(seq), 0) AS seq FROM routing.expert_changes
            WHERE space = $1 AND expert = '' AND kind = 'space_deleted'""";
    static final String TURNS =
            "SELECT seq, to_seq FROM routing.model_changes WHERE space = $1 AND kind = 'rolled_back' ORDER BY seq";
    static final String DELETE_EPOCHS = "DELETE FROM routing.model_epochs WHERE space = $1";

    static final String DELETE_EXPERIMENTS = """
            WITH gone AS (DELETE FROM routing.experiments WHERE space = $1)
            DELETE FROM routing.trials WHERE space = $1""";

    private ChangeRows() {}

    static Tuple tuple(long seq, ModelChange change) {
        Tuple tuple = Tuple.tuple().addLong(seq).addString(change.space());
        return switch (change) {
            case ModelChange.RollBack back ->
                tuple.addString("rolled_back")
                        .addLong(back.to())
                        .addDouble(null)
                        .addDouble(null)
                        .addDouble(null);
            case ModelChange.SetThresholds set ->
                tuple.addString("thresholds")
                        .addLong(null)
                        .addDouble(set.thresholds().confident())
                        .addDouble(set.thresholds().lead())
                        .addDouble(set.thresholds().worthAsking());
        };
    }

    static LogEntry entry(Row row) {
        long seq = row.getLong("seq");
        String space = row.getString("space");
        return switch (row.getString("kind")) {
            case "rolled_back" -> new LogEntry.RolledBack(seq, space, row.getLong("to_seq"));
            case "thresholds" ->
                new LogEntry.ThresholdsSet(
                        seq,
                        space,
                        new Thresholds(
                                row.getDouble("confident"), row.getDouble("lead"), row.getDouble("worth_asking")));
            default -> throw new IllegalStateException("entry " + seq + " of the log is of an unknown kind");
        };
    }

    static List<Lineage.Turn> turns(RowSet<Row> rows) {
        List<Lineage.Turn> turns = new ArrayList<>(rows.size());
        rows.forEach(row -> turns.add(new Lineage.Turn(row.getLong("seq"), row.getLong("to_seq"))));
        return turns;
    }
}
