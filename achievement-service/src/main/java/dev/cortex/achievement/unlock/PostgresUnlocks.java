package dev.cortex.achievement.unlock;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.store.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The unlocks that observations left in PostgreSQL. */
@Singleton
final class PostgresUnlocks {
    private final Statements statements;
    private final Clock clock;

    PostgresUnlocks(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * Gives those that have none their place in the order, and addresses them to who subscribed.
     *
     * @return how many
     */
    Uni<Integer> place(int max) {
        return statements.together(connection -> connection
                .query(UnlockSql.ONE_AT_A_TIME)
                .execute()
                .flatMap(_ -> connection.preparedQuery(UnlockSql.PLACE).execute(Tuple.of(max)))
                .map(rows -> Statements.list(rows, row -> row.getLong(0)).toArray(Long[]::new))
                .flatMap(placed -> address(connection, placed)));
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
        return statements
                .read(UnlockSql.LAST, Tuple.tuple(), row -> row.getLong(0))
                .map(List::getFirst);
    }

    Uni<List<Unlock>> unpublished(int max) {
        return read(UnlockSql.UNPUBLISHED, Tuple.of(max));
    }

    Uni<Void> published(List<Unlock> unlocks) {
        Long[] positions = unlocks.stream().map(Unlock::position).toArray(Long[]::new);
        return statements
                .change(UnlockSql.PUBLISHED, Tuple.of(positions, clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private Uni<List<Unlock>> read(String sql, Tuple values) {
        return statements.read(sql, values, Unlock::of);
    }
}
