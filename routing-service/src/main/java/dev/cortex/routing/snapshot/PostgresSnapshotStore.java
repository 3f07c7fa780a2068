package dev.cortex.routing.snapshot;

import dev.cortex.routing.model.RouterState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Snapshots in {@code routing.model_snapshots}. */
@ApplicationScoped
class PostgresSnapshotStore implements SnapshotStore {
    private static final String KEEP = """
            INSERT INTO routing.model_snapshots (seq, space, format, epoch, weights_hash, examples, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (seq, space) DO NOTHING""";
    private static final String FORGET = """
            DELETE FROM routing.model_snapshots WHERE seq NOT IN (
                SELECT DISTINCT seq FROM routing.model_snapshots ORDER BY seq DESC LIMIT $1)""";
    private static final String LATEST = """
            SELECT seq, space, epoch, weights_hash, examples, body FROM routing.model_snapshots
            WHERE format = $1 AND seq = (
                SELECT max(s.seq) FROM routing.model_snapshots s, routing.log_head h
                WHERE s.format = $1 AND s.seq <= h.seq)""";
    private static final String LAST_PLACE =
            "SELECT coalesce(max(seq), 0) AS seq FROM routing.model_snapshots WHERE format = $1";

    private final Pool pool;

    PostgresSnapshotStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> keep(List<Snapshot> together, int placesKept) {
        List<Tuple> rows = together.stream().map(PostgresSnapshotStore::tuple).toList();
        return pool.withTransaction(connection -> connection
                .preparedQuery(KEEP)
                .executeBatch(rows)
                .flatMap(kept -> connection.preparedQuery(FORGET).execute(Tuple.of(placesKept)))
                .replaceWithVoid());
    }

    @Override
    public Uni<List<Snapshot>> latest() {
        return pool.preparedQuery(LATEST).execute(Tuple.of(RouterState.FORMAT)).map(rows -> {
            List<Snapshot> snapshots = new ArrayList<>();
            rows.forEach(row -> snapshots.add(snapshot(row)));
            return snapshots;
        });
    }

    @Override
    public Uni<Long> lastPlace() {
        return pool.preparedQuery(LAST_PLACE)
                .execute(Tuple.of(RouterState.FORMAT))
                .map(rows -> rows.iterator().next().getLong("seq"));
    }

    private static Tuple tuple(Snapshot snapshot) {
        return Tuple.tuple()
                .addLong(snapshot.seq())
                .addString(snapshot.space())
                .addInteger(RouterState.FORMAT)
                .addLong(snapshot.epoch())
                .addString(snapshot.weightsHash())
                .addLong(snapshot.examples())
                .addBuffer(snapshot.body());
    }

    private static Snapshot snapshot(Row row) {
        return new Snapshot(
                row.getLong("seq"),
                row.getString("space"),
                row.getLong("epoch"),
                row.getString("weights_hash"),
                row.getLong("examples"),
                row.getBuffer("body"));
    }
}
