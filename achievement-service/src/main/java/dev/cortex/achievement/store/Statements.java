package dev.cortex.achievement.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Statements to PostgreSQL; whatever goes wrong is a {@link StoreException}. */
@Singleton
public final class Statements {
    private final Pool pool;

    Statements(Pool pool) {
        this.pool = pool;
    }

    /** @return how many rows there were to change */
    public Uni<Integer> change(String sql, Tuple values) {
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.rowCount())
                .onFailure()
                .transform(StoreException::new);
    }

    public Uni<List<Row>> rows(String sql, Tuple values) {
        return read(sql, values, row -> row);
    }

    /** @param read a row; that it can not be read is the store's failure too */
    public <T> Uni<List<T>> read(String sql, Tuple values, Function<Row, T> read) {
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> list(rows, read))
                .onFailure()
                .transform(StoreException::new);
    }

    /** Several in one transaction. */
    public <T> Uni<T> together(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work).onFailure().transform(StoreException::new);
    }

    public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
