package dev.cortex.worker.intake;

import dev.cortex.worker.task.Priority;
import dev.cortex.worker.task.RedisPokes;
import dev.cortex.worker.task.Rows;
import dev.cortex.worker.task.TaskMetrics;
import dev.cortex.worker.task.TaskState;
import dev.cortex.worker.task.WaitingTask;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people do to a task: cancel it, or have it tried again. */
@Singleton
public final class TaskControl {
    private static final String UNIQUE_VIOLATION = "23505";
    // A running attempt ends here: whatever its worker writes later is refused, because the state is no longer running.
    private static final String CANCEL = """
            with found as (
                select id, type, state, coalesce(not_before, created_at) as due_at
                from worker.tasks where id = $1 for update),
            cancelled as (
                update worker.tasks t
                set state = 'cancelled', completed_at = now(), lease_until = null, error = 'cancelled on request'
                from found
                where t.id = found.id and found.state in ('submitted', 'routed', 'running', 'retrying')
                returning t.*, found.state as was, found.due_at),
            attempts as (
                insert into worker.task_attempts
                    (task_id, number, type, worker, due_at, started_at, ended_at, outcome, error)
                select id, attempt, type, worker, due_at, attempt_started_at, now(), 'cancelled', error
                from cancelled where was = 'running'
                on conflict do nothing)
            select type, state from found
            """;
    private static final String RETRY = """
            with found as (select id, state from worker.tasks where id = $1 for update),
            revived as (
                update worker.tasks t
                set state = 'retrying', not_before = now(), expires_at = null, publishes = 0,
                    publish_at = now() + interval '5 seconds', completed_at = null, outcome_published = true, error = null,
                    attempts_forgiven = case when t.state = 'retrying' then t.attempts_forgiven else t.attempt end
                from found
                where t.id = found.id and found.state in ('dead', 'cancelled', 'expired', 'retrying')
                returning t.id, t.type, t.description, t.priority, t.expert_asked, t.traceparent)
            select found.state as was, revived.* from found left join revived on revived.id = found.id
            """;

    private final Pool pool;
    private final Dispatch dispatch;
    private final RedisPokes pokes;
    private final TaskMetrics metrics;

    TaskControl(Pool pool, Dispatch dispatch, RedisPokes pokes, TaskMetrics metrics) {
        this.pool = pool;
        this.dispatch = dispatch;
        this.pokes = pokes;
        this.metrics = metrics;
    }

    /** What came of it. */
    public sealed interface Effect {
        record Done() implements Effect {}

        record Unknown() implements Effect {}

        /** The task's state does not allow it. */
        record Refused(TaskState state) implements Effect {}

        /** Another task that has not ended holds the unique key. */
        record KeyTaken() implements Effect {}
    }

    /** Cancelling a cancelled task is done, too. */
    public Uni<Effect> cancel(UUID id) {
        return pool.preparedQuery(CANCEL).execute(Rows.bind(id)).map(rows -> cancelled(id, rows));
    }

    /** For tasks that ended without success, and for those that wait for their next attempt; the attempts count anew. */
    public Uni<Effect> retry(UUID id) {
        return pool.preparedQuery(RETRY)
                .execute(Rows.bind(id))
                .map(this::retried)
                .onFailure(TaskControl::keyTaken)
                .recoverWithItem(new Effect.KeyTaken());
    }

    private Effect cancelled(UUID id, RowSet<Row> rows) {
        for (Row row : rows) {
            TaskState was = state(row, "state");
            if (was == TaskState.CANCELLED) {
                return new Effect.Done();
            }
            if (was.ended()) {
                return new Effect.Refused(was);
            }
            metrics.became(TaskState.CANCELLED, row.getString("type"));
            pokes.changed(List.of(id));
            pokes.cancelled(id);
            return new Effect.Done();
        }
        return new Effect.Unknown();
    }

    private Effect retried(RowSet<Row> rows) {
        for (Row row : rows) {
            if (row.getUUID("id") == null) {
                return new Effect.Refused(state(row, "was"));
            }
            WaitingTask task = waiting(row);
            metrics.became(TaskState.RETRYING, task.type());
            pokes.changed(List.of(task.id()));
            dispatch.announce(List.of(task));
            return new Effect.Done();
        }
        return new Effect.Unknown();
    }

    private static TaskState state(Row row, String column) {
        return TaskState.of(row.getString(column)).orElseThrow();
    }

    /** Routed anew: what made it fail may have been where it went. */
    private static WaitingTask waiting(Row row) {
        return new WaitingTask(
                row.getUUID("id"),
                row.getString("type"),
                row.getString("description"),
                Priority.ofCode(row.getShort("priority")),
                Rows.text(row, "expert_asked"),
                Optional.empty(),
                Rows.text(row, "traceparent"));
    }

    private static boolean keyTaken(Throwable failure) {
        return failure instanceof PgException postgres && UNIQUE_VIOLATION.equals(postgres.getSqlState());
    }
}
