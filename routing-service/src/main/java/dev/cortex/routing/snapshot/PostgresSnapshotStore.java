package dev.cortex.routing.snapshot;

import dev.cortex.routing.model.RouterState;
import dev.cortex.routing.model.Thresholds;
import dev.cortex.routing.settings.RoutingSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Snapshots in {@code routing.model_snapshots}. */
@ApplicationScoped
class PostgresSnapshotStore implements SnapshotStore {
    /** More than doublings of age there can be, several times. */
    private static final int PLACES_MAX = 256;

    private static final String KEEP = """
            INSERT INTO routing.model_snapshots
                (seq, space, format, epoch, weights_hash, examples, body, thresholds, complete)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (seq, space) DO UPDATE SET complete = model_snapshots.complete OR excluded.complete""";
    private static final String FORGET = """
            WITH places AS (SELECT DISTINCT seq FROM routing.model_snapshots WHERE complete),
            old AS (
                SELECT seq, floor(log(2, greatest(1, (max(seq) OVER () - seq) / $2::bigint))) AS doubling
                FROM places ORDER BY seq DESC OFFSET $1)
            DELETE FROM routing.model_snapshots s USING old
            WHERE s.complete AND s.seq = old.seq AND s.seq NOT IN (
                SELECT min(seq) FROM old WHERE doubling >= 1 GROUP BY doubling)""";
    private static final String FORGET_OWN = """
            DELETE FROM routing.model_snapshots WHERE space = $1 AND NOT complete AND seq < (
                SELECT min(seq) FROM (
                    SELECT seq FROM routing.model_snapshots WHERE space = $1 AND NOT complete
                    ORDER BY seq DESC LIMIT $2) AS kept)""";
    private static final String COLUMNS =
            "SELECT seq, space, epoch, weights_hash, examples, body, thresholds FROM routing.model_snapshots ";
    private static final String LATEST = COLUMNS + """
            WHERE format = $1 AND complete AND seq = (
                SELECT max(s.seq) FROM routing.model_snapshots s, routing.log_head h
                WHERE s.format = $1 AND s.complete AND s.seq <= h.seq)""";
    private static final String LAST_PLACE =
            "SELECT coalesce(max(seq), 0) AS seq FROM routing.model_snapshots WHERE format = $1 AND complete";
    private static final String PLACES = """
            SELECT seq FROM routing.model_snapshots WHERE space = $1 AND seq <= $2 AND format = $3
            ORDER BY seq DESC LIMIT\s""" + PLACES_MAX;
    private static final String FIND = COLUMNS + "WHERE space = $1 AND seq = $2 AND format = $3";

    private final Pool pool;
    private final long entries;

    PostgresSnapshotStore(Pool pool, RoutingSettings settings) {
        this.pool = pool;
        entries = settings.snapshots().entries();
    }

    @Override
    public Uni<Void> keep(List<Snapshot> together, int placesKept) {
        List<Tuple> rows =
                together.stream().map(snapshot -> tuple(snapshot, true)).toList();
        return pool.withTransaction(connection -> connection
                .preparedQuery(KEEP)
                .executeBatch(rows)
                .flatMap(kept -> connection.preparedQuery(FORGET).execute(Tuple.of(placesKept, entries)))
                .replaceWithVoid());
    }

    @Override
    public Uni<Void> keepOne(Snapshot snapshot, int kept) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(KEEP)
                .execute(tuple(snapshot, false))
                .flatMap(done -> connection.preparedQuery(FORGET_OWN).execute(Tuple.of(snapshot.space(), kept)))
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

    @Override
    public Uni<List<Long>> places(String space, long place) {
        return pool.preparedQuery(PLACES)
                .execute(Tuple.of(space, place, RouterState.FORMAT))
                .map(rows -> {
                    List<Long> places = new ArrayList<>();
                    rows.forEach(row -> places.add(row.getLong("seq")));
                    return places;
                });
    }

    @Override
    public Uni<Optional<Snapshot>> find(String space, long seq) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(space, seq, RouterState.FORMAT))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(snapshot(rows.iterator().next())));
    }

    private static Tuple tuple(Snapshot snapshot, boolean complete) {
        Thresholds by = snapshot.thresholds();
        return Tuple.tuple()
                .addLong(snapshot.seq())
                .addString(snapshot.space())
                .addInteger(RouterState.FORMAT)
                .addLong(snapshot.epoch())
                .addString(snapshot.weightsHash())
                .addLong(snapshot.examples())
                .addBuffer(snapshot.body())
                .addArrayOfDouble(by == null ? null : new Double[] {by.confident(), by.lead(), by.worthAsking()})
                .addBoolean(complete);
    }

    private static Snapshot snapshot(Row row) {
        return new Snapshot(
                row.getLong("seq"),
                row.getString("space"),
                row.getLong("epoch"),
                row.getString("weights_hash"),
                row.getLong("examples"),
                row.getBuffer("body"),
                thresholds(row.getArrayOfDoubles("thresholds")));
    }

    private static @Nullable Thresholds thresholds(Double @Nullable [] stored) {
        return stored == null ? null : new Thresholds(stored[0], stored[1], stored[2]);
    }
}
