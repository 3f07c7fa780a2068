package dev.cortex.worker.intake;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.task.Rows;
import dev.cortex.worker.task.TaskRequest;
import dev.cortex.worker.task.TaskState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Writes new tasks, many by one statement, and finds those that were there already. */
@Singleton
final class PostgresIntake {
    // One statement for any number of tasks. A key that is taken, also by an earlier row of the same statement, leaves
    // the row out.
    private static final String INSERT = """
            insert into worker.tasks (id, type, description, payload, priority, state, expert_asked, max_attempts,
                timeout_millis, not_before, expires_at, publish_at, traceparent, idempotency_key, request_digest,
                unique_key, created_at)
            select i.id, i.type, i.description, i.payload, i.priority, 'submitted', i.expert, i.max_attempts,
                i.timeout_millis, i.not_before, i.expires_at,
                case when i.not_before > now() then i.not_before else now() + $15::bigint * interval '1 millisecond' end,
                i.traceparent, i.idempotency_key, i.request_digest, i.unique_key, i.created_at
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::integer[],
                    $8::bigint[], $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[], $13::text[],
                    $14::text[], $16::timestamptz[])
                as i(id, type, description, payload, priority, expert, max_attempts, timeout_millis, not_before,
                    expires_at, traceparent, idempotency_key, request_digest, unique_key, created_at)
            on conflict do nothing
            returning id
            """;
    private static final String EXISTING = """
            select id, state, created_at, idempotency_key, request_digest, unique_key from worker.tasks
            where idempotency_key = any($1)
            union all
            select id, state, created_at, null, null, unique_key from worker.tasks
            where unique_key = any($2) and state in ('submitted', 'routed', 'running', 'retrying')
            """;

    private final Pool pool;
    private final long republishMillis;

    PostgresIntake(Pool pool, WorkerConfig config) {
        this.pool = pool;
        this.republishMillis = config.sweep().republish().toMillis();
    }

    /** A row that holds a key. */
    record Holder(
            UUID id,
            TaskState state,
            Instant createdAt,
            Optional<String> idempotencyKey,
            Optional<String> digest,
            Optional<String> uniqueKey) {}

    /** @return the ids that were inserted and are committed; the others' keys are taken */
    Uni<Set<UUID>> insert(List<NewTask> tasks) {
        return pool.preparedQuery(INSERT)
                .execute(values(tasks))
                .map(rows -> new HashSet<>(Rows.all(rows, row -> row.getUUID("id"))));
    }

    Uni<List<Holder>> holders(List<NewTask> tasks) {
        String[] keys = present(tasks, NewTask::idempotencyKey);
        String[] uniqueKeys = present(tasks, task -> task.request().uniqueKey());
        return pool.preparedQuery(EXISTING)
                .execute(Rows.bind(keys, uniqueKeys))
                .map(rows -> Rows.all(rows, PostgresIntake::holder));
    }

    private Tuple values(List<NewTask> tasks) {
        return Rows.bind(
                column(tasks, UUID[]::new, NewTask::id),
                of(tasks, String[]::new, TaskRequest::type),
                of(tasks, String[]::new, TaskRequest::description),
                of(tasks, String[]::new, TaskRequest::payload),
                of(tasks, Short[]::new, request -> request.priority().code()),
                of(tasks, String[]::new, request -> request.expert().orElse(null)),
                of(tasks, Integer[]::new, TaskRequest::maxAttempts),
                of(tasks, Long[]::new, request -> request.timeout().toMillis()),
                of(tasks, OffsetDateTime[]::new, request -> Rows.utc(request.notBefore())),
                of(tasks, OffsetDateTime[]::new, request -> Rows.utc(request.expiresAt())),
                column(tasks, String[]::new, task -> task.traceparent().orElse(null)),
                column(tasks, String[]::new, task -> task.idempotencyKey().orElse(null)),
                column(tasks, String[]::new, task -> task.digest().orElse(null)),
                of(tasks, String[]::new, request -> request.uniqueKey().orElse(null)),
                republishMillis,
                column(tasks, OffsetDateTime[]::new, task -> Rows.utc(task.createdAt())));
    }

    private static <T> T[] of(List<NewTask> tasks, IntFunction<T[]> array, Function<TaskRequest, T> value) {
        return column(tasks, array, task -> value.apply(task.request()));
    }

    private static <T> T[] column(List<NewTask> tasks, IntFunction<T[]> array, Function<NewTask, T> value) {
        return tasks.stream().map(value).toArray(array);
    }

    private static String[] present(List<NewTask> tasks, Function<NewTask, Optional<String>> key) {
        return tasks.stream().map(key).flatMap(Optional::stream).toArray(String[]::new);
    }

    private static Holder holder(Row row) {
        return new Holder(
                row.getUUID("id"),
                TaskState.of(row.getString("state")).orElseThrow(),
                Rows.instant(row, "created_at"),
                Rows.text(row, "idempotency_key"),
                Rows.text(row, "request_digest"),
                Rows.text(row, "unique_key"));
    }
}
