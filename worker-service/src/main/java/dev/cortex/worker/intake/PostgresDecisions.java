package dev.cortex.worker.intake;

import dev.cortex.worker.task.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Writes decisions into the rows of tasks that still wait. */
@Singleton
final class PostgresDecisions {
    // Rows that a worker is just claiming are left out: the claim writes the same decision, and nobody waits for
    // anybody.
    private static final String NOTE = """
            with free as (
                select id from worker.tasks
                where id = any($1) and state in ('submitted', 'routed', 'retrying')
                for update skip locked)
            update worker.tasks t
            set state = case when t.state = 'submitted' then 'routed' else t.state end,
                expert = d.expert, confidence = d.confidence, strategy = d.strategy, routing_method = d.routing_method
            from unnest($1::uuid[], $2::text[], $3::double precision[], $4::text[], $5::text[])
                as d(id, expert, confidence, strategy, routing_method), free
            where t.id = d.id and free.id = d.id
            returning t.id
            """;

    private final Pool pool;

    PostgresDecisions(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param decided each task at most once
     * @return the tasks that were waiting
     */
    Uni<List<UUID>> note(List<Decided> decided) {
        return pool.preparedQuery(NOTE)
                .execute(Rows.bind(
                        decided.stream().map(Decided::id).toArray(UUID[]::new),
                        decided.stream().map(d -> d.routing().expert()).toArray(String[]::new),
                        decided.stream().map(d -> d.routing().confidence()).toArray(Double[]::new),
                        decided.stream()
                                .map(d -> d.routing().strategy().orElse(null))
                                .toArray(String[]::new),
                        decided.stream()
                                .map(d -> d.routing().method().orElse(null))
                                .toArray(String[]::new)))
                .map(rows -> Rows.all(rows, row -> row.getUUID("id")));
    }
}
