package dev.cortex.worker.sweep;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.task.OutcomeRows;
import dev.cortex.worker.task.Priority;
import dev.cortex.worker.task.Routing;
import dev.cortex.worker.task.Rows;
import dev.cortex.worker.task.TaskOutcome;
import dev.cortex.worker.task.WaitingTask;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds what got lost. Every statement takes a bounded number of rows and leaves out those that somebody else holds, so a
 * sweep waits for nobody and nobody long for it.
 */
@Singleton
final class PostgresSweeps {
    private static final String TAKE_OVER = """
            with lost as (
                select id, coalesce(not_before, created_at) as due_at from worker.tasks
                where state = 'running' and (lease_until < now() or worker = any($1))
                order by id limit $2 for update skip locked),
            taken as (
                update worker.tasks t
                set state = case when t.attempt - t.attempts_forgiven >= t.max_attempts then 'dead' else 'retrying' end,
                    error = 'the worker was lost while it ran the task', lease_until = null,
                    not_before = now(), publish_at = now(), publishes = 0,
                    completed_at = case when t.attempt - t.attempts_forgiven >= t.max_attempts then now() end,
                    outcome_published = t.attempt - t.attempts_forgiven < t.max_attempts
                from lost where t.id = lost.id
                returning t.*, lost.due_at),
            attempts as (
                insert into worker.task_attempts
                    (task_id, number, type, worker, due_at, started_at, ended_at, outcome, error)
                select id, attempt, type, worker, due_at, attempt_started_at, now(), 'lost', error from taken
                on conflict do nothing)
            select id, type, description, priority, expert, state, attempt, error, result, traceparent,
                attempt_started_at, now() as ended_at
            from taken
            """;
    private static final String DUE = """
            with due as (
                select id from worker.tasks
                where state in ('submitted', 'routed', 'retrying') and publish_at <= now()
                order by publish_at limit $1 for update skip locked)
            update worker.tasks t
            set publishes = t.publishes + 1,
                publish_at = now() + least($3::bigint, $2::bigint * 2 ^ least(t.publishes, 20)) * interval '1 millisecond'
            from due where t.id = due.id
            returning t.id, t.type, t.description, t.priority, t.expert_asked, t.expert, t.confidence, t.strategy,
                t.routing_method, t.traceparent, t.publishes
            """;
    private static final String REQUEUE = """
            update worker.tasks set publish_at = now(), publishes = 0
            where id in (
                select id from worker.tasks
                where state in ('submitted', 'routed', 'retrying') and publish_at > now() and created_at < $1
                  and (not_before is null or not_before <= now())
                order by id limit $2 for update skip locked)
            """;
    private static final String EXPIRE = """
            update worker.tasks
            set state = 'expired', completed_at = now(), error = 'not started before its expires_at'
            where id in (
                select id from worker.tasks
                where state in ('submitted', 'routed', 'retrying') and expires_at <= now()
                order by id limit $1 for update skip locked)
            returning id, type
            """;
    private static final String UNTOLD = """
            select id, type, description, priority, expert, state, attempt, error, result, traceparent,
                attempt_started_at, completed_at as ended_at
            from worker.tasks
            where not outcome_published and completed_at < now() - $1::bigint * interval '1 millisecond'
            order by completed_at limit $2
            """;

    private final Pool pool;
    private final WorkerConfig.Sweep config;

    PostgresSweeps(Pool pool, WorkerConfig config) {
        this.pool = pool;
        this.config = config.sweep();
    }

    /** A task that came to its end without a worker. */
    record Ended(java.util.UUID id, String type) {}

    /**
     * Ends attempts whose lease ran out or whose worker is known to have ended.
     *
     * @return the attempts; {@code success} is always false, and a task that may run again waits for its publication
     */
    Uni<List<TakenOver>> takeOver(Collection<String> endedWorkers) {
        return pool.preparedQuery(TAKE_OVER)
                .execute(Rows.bind(endedWorkers.toArray(String[]::new), config.batch()))
                .map(rows -> Rows.all(
                        rows, row -> new TakenOver(OutcomeRows.outcome(row), "dead".equals(row.getString("state")))));
    }

    /** @param dead whether that was its last attempt */
    record TakenOver(TaskOutcome attempt, boolean dead) {}

    /** Takes rows that are due for publication and puts their next one off, so that a crash after this loses nothing. */
    Uni<List<WaitingTask>> due() {
        return pool.preparedQuery(DUE)
                .execute(Rows.bind(
                        config.batch(),
                        config.republish().toMillis(),
                        config.republishMax().toMillis()))
                .map(rows -> Rows.all(rows, this::waiting));
    }

    /** @return how many more rows are due now; 0 when none of those older than the moment is left */
    Uni<Integer> requeue(Instant olderThan) {
        return pool.preparedQuery(REQUEUE)
                .execute(Rows.bind(Rows.utc(olderThan), config.batch()))
                .map(rows -> rows.rowCount());
    }

    Uni<List<Ended>> expire() {
        return pool.preparedQuery(EXPIRE)
                .execute(Rows.bind(config.batch()))
                .map(rows -> Rows.all(rows, row -> new Ended(row.getUUID("id"), row.getString("type"))));
    }

    Uni<List<TaskOutcome>> untold() {
        return pool.preparedQuery(UNTOLD)
                .execute(Rows.bind(config.outcomeAfter().toMillis(), config.batch()))
                .map(rows -> Rows.all(rows, OutcomeRows::outcome));
    }

    private WaitingTask waiting(Row row) {
        boolean anew = row.getInteger("publishes") > config.rerouteAfter();
        return new WaitingTask(
                row.getUUID("id"),
                row.getString("type"),
                row.getString("description"),
                Priority.ofCode(row.getShort("priority")),
                Rows.text(row, "expert_asked"),
                anew ? Optional.empty() : routing(row),
                Rows.text(row, "traceparent"));
    }

    private static Optional<Routing> routing(Row row) {
        return Rows.text(row, "expert").map(expert -> {
            Double confidence = row.getDouble("confidence");
            return new Routing(
                    expert,
                    confidence == null ? 0 : confidence,
                    Rows.text(row, "strategy"),
                    Rows.text(row, "routing_method"));
        });
    }
}
