package dev.cortex.worker.task;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads tasks back. */
@Singleton
public final class PostgresTasks {
    private static final String COLUMNS = """
            id, type, description, state, priority, coalesce(expert, expert_asked) as expert, confidence, strategy,
            attempt, max_attempts, worker, attempt_started_at, progress_percent, progress_message, result, error,
            created_at, not_before, started_at, completed_at
            """;
    private static final String BY_IDS = "select " + COLUMNS + " from worker.tasks where id = any($1) order by id";
    // One statement, hence one snapshot: a task never shows without the attempt that brought it to its state.
    private static final String WITH_ATTEMPTS = """
            select t.*, a.number as a_number, a.worker as a_worker, a.started_at as a_started_at,
                a.ended_at as a_ended_at, a.outcome as a_outcome, a.error as a_error
            from (select %s from worker.tasks where id = $1) t
            left join worker.task_attempts a on a.task_id = t.id order by a.number
            """.formatted(COLUMNS);
    // Newest first; the id is a UUIDv7 and so in order of creation.
    private static final String PAGE = "select " + COLUMNS + """
             from worker.tasks
            where ($1::text is null or state = $1) and ($2::text is null or type = $2)
              and ($3::text is null or expert = $3) and ($4::uuid is null or id < $4)
            order by id desc limit $5
            """;

    private final Pool pool;

    PostgresTasks(Pool pool) {
        this.pool = pool;
    }

    /** With its attempts. */
    public Uni<Optional<Task>> find(UUID id) {
        return pool.preparedQuery(WITH_ATTEMPTS).execute(Rows.bind(id)).map(rows -> {
            List<Attempt> attempts = Rows.all(rows, PostgresTasks::attempt).stream()
                    .flatMap(Optional::stream)
                    .toList();
            return Rows.all(rows, row -> task(row, attempts)).stream().findFirst();
        });
    }

    /** Without their attempts, in order of their ids; those that do not exist are left out. */
    public Uni<List<Task>> findAll(Collection<UUID> ids) {
        return pool.preparedQuery(BY_IDS)
                .execute(Rows.bind((Object) ids.toArray(UUID[]::new)))
                .map(rows -> Rows.all(rows, row -> task(row, List.of())));
    }

    /** Newest first, without their attempts; one more than the limit when there are more. */
    public Uni<List<Task>> page(TaskFilter filter) {
        return pool.preparedQuery(PAGE)
                .execute(Rows.bind(
                        filter.state().map(TaskState::label).orElse(null),
                        filter.type().orElse(null),
                        filter.expert().orElse(null),
                        filter.after().orElse(null),
                        filter.limit() + 1))
                .map(rows -> Rows.all(rows, row -> task(row, List.of())));
    }

    private static Task task(Row row, List<Attempt> ended) {
        TaskState state = TaskState.of(row.getString("state")).orElseThrow();
        return new Task(
                row.getUUID("id"),
                row.getString("type"),
                row.getString("description"),
                state,
                Priority.ofCode(row.getShort("priority")),
                Rows.text(row, "expert"),
                Optional.ofNullable(row.getDouble("confidence")),
                Rows.text(row, "strategy"),
                state == TaskState.RUNNING ? withRunning(row, ended) : ended,
                row.getInteger("attempt"),
                row.getInteger("max_attempts"),
                progress(row, state),
                Rows.text(row, "result"),
                Rows.text(row, "error"),
                new Task.Times(
                        Rows.instant(row, "created_at"),
                        Rows.maybeInstant(row, "not_before"),
                        Rows.maybeInstant(row, "started_at"),
                        Rows.maybeInstant(row, "completed_at")));
    }

    /** The attempt that runs has no row of its own before it ends: one write less for every task. */
    private static List<Attempt> withRunning(Row row, List<Attempt> ended) {
        var running = new Attempt(
                row.getInteger("attempt"),
                row.getString("worker"),
                Rows.instant(row, "attempt_started_at"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return Stream.concat(ended.stream().filter(attempt -> attempt.number() != running.number()), Stream.of(running))
                .toList();
    }

    private static Task.Progress progress(Row row, TaskState state) {
        Short percent = row.getShort("progress_percent");
        int known = percent == null ? 0 : percent;
        return new Task.Progress(state == TaskState.SUCCEEDED ? 100 : known, Rows.text(row, "progress_message"));
    }

    /** Empty in the only row of a task without ended attempts. */
    private static Optional<Attempt> attempt(Row row) {
        return Optional.ofNullable(row.getInteger("a_number"))
                .map(number -> new Attempt(
                        number,
                        row.getString("a_worker"),
                        Rows.instant(row, "a_started_at"),
                        Rows.maybeInstant(row, "a_ended_at"),
                        Rows.text(row, "a_outcome"),
                        Rows.text(row, "a_error")));
    }
}
