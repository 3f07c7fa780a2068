package dev.cortex.achievement.unlock;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.StoreException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The unlocks that observations left in PostgreSQL. */
@Singleton
final class PostgresUnlocks {
    private final Pool pool;
    private final Clock clock;

    PostgresUnlocks(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Gives those that have none their place in the order, and addresses them to who subscribed.
     *
     * @return how many
     */
    Uni<Integer> place(int max) {
        return pool.withTransaction(connection -> connection
                        .query(UnlockSql.ONE_AT_A_TIME)
                        .execute()
                        .flatMap(_ -> connection.preparedQuery(UnlockSql.PLACE).execute(Tuple.of(max)))
                        .map(rows -> stream(rows).map(row -> row.getLong(0)).toArray(Long[]::new))
                        .flatMap(placed -> address(connection, placed)))
                .onFailure()
                .transform(StoreException::new);
    }

    private Uni<Integer> address(SqlConnection connection, Long[] placed) {
        return placed.length == 0
                ? Uni.createFrom().item(0)
                : connection
                        .preparedQuery(UnlockSql.ADDRESS)
                        .execute(Tuple.of(placed, clock.instant().atOffset(ZoneOffset.UTC)))
                        .replaceWith(placed.length);
    }

    /** Those behind a position, of all or of one user, in their order. */
    Uni<List<Unlock>> after(long position, Optional<Login> login, int max) {
        return login.map(one -> read(UnlockSql.AFTER_OF_USER, Tuple.of(position, max, one.key())))
                .orElseGet(() -> read(UnlockSql.AFTER, Tuple.of(position, max)));
    }

    /** The last position that was given; 0 before the first. */
    Uni<Long> last() {
        return pool.preparedQuery(UnlockSql.LAST)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .onFailure()
                .transform(StoreException::new);
    }

    Uni<List<Unlock>> unpublished(int max) {
        return read(UnlockSql.UNPUBLISHED, Tuple.of(max));
    }

    Uni<Void> published(List<Unlock> unlocks) {
        Long[] positions = unlocks.stream().map(Unlock::position).toArray(Long[]::new);
        return pool.preparedQuery(UnlockSql.PUBLISHED)
                .execute(Tuple.of(positions, clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid()
                .onFailure()
                .transform(StoreException::new);
    }

    private Uni<List<Unlock>> read(String sql, Tuple values) {
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> stream(rows).map(Unlock::of).toList())
                .onFailure()
                .transform(StoreException::new);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
