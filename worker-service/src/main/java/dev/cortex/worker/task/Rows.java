package dev.cortex.worker.task;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Between the types of the database driver and those of the domain. */
public final class Rows {
    private Rows() {}

    public static <T> List<T> all(RowSet<Row> rows, Function<Row, T> mapper) {
        List<T> mapped = new ArrayList<>(rows.size());
        rows.forEach(row -> mapped.add(mapper.apply(row)));
        return mapped;
    }

    /** Values bound to $1, $2, …; arrays of a PostgreSQL type are Java arrays. */
    public static Tuple bind(@Nullable Object... values) {
        return Tuple.from(Arrays.asList(values));
    }

    public static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }

    public static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    public static Optional<Instant> maybeInstant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime utc(Optional<Instant> instant) {
        return instant.map(Rows::utc).orElse(null);
    }

    /** For {@code $n * interval '1 millisecond'}. */
    public static long millis(Duration duration) {
        return duration.toMillis();
    }
}
