package dev.cortex.worker.leader;

import dev.cortex.worker.task.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;

/** A lease by name; the database's clock is the only one that counts. */
@Singleton
final class PostgresLease {
    private static final String ACQUIRE = """
            insert into worker.leases as l (name, holder, token, until)
            values ($1, $2, 1, now() + $3::bigint * interval '1 millisecond')
            on conflict (name) do update
            set holder = excluded.holder, until = excluded.until,
                token = l.token + case when l.holder = excluded.holder then 0 else 1 end
            where l.holder = excluded.holder or l.until < now()
            returning token
            """;
    private static final String RELEASE = "delete from worker.leases where name = $1 and holder = $2";

    private final Pool pool;

    PostgresLease(Pool pool) {
        this.pool = pool;
    }

    /** @return whether the holder has it now, newly or still */
    Uni<Boolean> acquire(String name, String holder, Duration length) {
        return pool.preparedQuery(ACQUIRE)
                .execute(Rows.bind(name, holder, length.toMillis()))
                .map(rows -> rows.size() == 1);
    }

    Uni<Void> release(String name, String holder) {
        return pool.preparedQuery(RELEASE).execute(Rows.bind(name, holder)).replaceWithVoid();
    }
}
