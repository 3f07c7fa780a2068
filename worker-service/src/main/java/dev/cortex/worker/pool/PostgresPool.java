package dev.cortex.worker.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.worker.task.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** What all replicas share about the pool: its wished size, wishes about single workers, and what the leader last saw. */
@Singleton
final class PostgresPool {
    private static final String NAME = "default";
    private static final String SIZE = "select active, warm from worker.pool where name = $1";
    private static final String RESIZE = """
            insert into worker.pool (name, active, warm) values ($1, $2, $3)
            on conflict (name) do update set active = excluded.active, warm = excluded.warm
            """;
    private static final String SEE = """
            insert into worker.pool_seen (name, seen, seen_at) values ($1, $2, now())
            on conflict (name) do update set seen = excluded.seen, seen_at = excluded.seen_at
            """;
    private static final String SEEN = "select seen from worker.pool_seen where name = $1";
    private static final String WISH = "insert into worker.pool_requests (worker, wish, detail) values ($1, $2, $3)";
    private static final String TAKE = "delete from worker.pool_requests returning worker, wish, detail";

    private final Pool pool;
    private final ObjectMapper json;

    PostgresPool(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Something that shall be done with one worker. */
    record Wish(String worker, Kind kind, Optional<String> detail) {
        enum Kind {
            RECYCLE("recycle"),
            HEAP_DUMP("heap-dump");

            private final String label;

            Kind(String label) {
                this.label = label;
            }

            static Kind of(String label) {
                return label.equals(RECYCLE.label) ? RECYCLE : HEAP_DUMP;
            }
        }
    }

    /** What was set; empty when the configuration's size stands. */
    Uni<Optional<PoolSize>> size() {
        return pool.preparedQuery(SIZE)
                .execute(Rows.bind(NAME))
                .map(rows ->
                        Rows.all(rows, row -> new PoolSize(row.getInteger("active"), row.getInteger("warm"))).stream()
                                .findFirst());
    }

    Uni<Void> resize(PoolSize size) {
        return pool.preparedQuery(RESIZE)
                .execute(Rows.bind(NAME, size.active(), size.warm()))
                .replaceWithVoid();
    }

    Uni<Void> see(PoolView view) {
        return pool.preparedQuery(SEE).execute(Rows.bind(NAME, text(view))).replaceWithVoid();
    }

    Uni<Optional<PoolView>> seen() {
        return pool.preparedQuery(SEEN)
                .execute(Rows.bind(NAME))
                .map(rows -> Rows.all(rows, row -> view(row.getString("seen"))).stream()
                        .findFirst());
    }

    Uni<Void> wish(Wish wish) {
        return pool.preparedQuery(WISH)
                .execute(Rows.bind(
                        wish.worker(), wish.kind().label, wish.detail().orElse(null)))
                .replaceWithVoid();
    }

    /** Each wish is given out once. */
    Uni<List<Wish>> takeWishes() {
        return pool.preparedQuery(TAKE).execute().map(rows -> Rows.all(rows, PostgresPool::wishOf));
    }

    private static Wish wishOf(Row row) {
        return new Wish(row.getString("worker"), Wish.Kind.of(row.getString("wish")), Rows.text(row, "detail"));
    }

    private String text(PoolView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a view is JSON", impossible);
        }
    }

    private PoolView view(String text) {
        try {
            return json.readValue(text, PoolView.class);
        } catch (JsonProcessingException older) {
            throw new UncheckedIOException("what the leader saw can not be read by this version", older);
        }
    }
}
