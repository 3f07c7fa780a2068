package dev.cortex.worker.execution;

import dev.cortex.worker.task.OutcomeRows;
import dev.cortex.worker.task.Rows;
import dev.cortex.worker.task.TaskOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Ends attempts. INVARIANT: state, attempt and effect are written by one statement, and only for the attempt that holds the
 * task; so an effect is recorded at most once, however often and wherever the task ran.
 */
@Singleton
final class PostgresFinishes {
    private static final String FINISH = """
            with ended as (
                select * from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
                    as e(id, attempt, state, outcome, result, error, pause_millis)),
            mine as (
                select t.id, coalesce(t.not_before, t.created_at) as due_at
                from worker.tasks t join ended e on e.id = t.id
                where t.attempt = e.attempt and t.worker = $8 and t.state = 'running'
                order by t.id for update of t),
            done as (
                update worker.tasks t
                set state = e.state, result = e.result, error = e.error, lease_until = null,
                    not_before = case when e.state = 'retrying'
                        then now() + e.pause_millis * interval '1 millisecond' else t.not_before end,
                    publish_at = now() + e.pause_millis * interval '1 millisecond', publishes = 0,
                    attempts_forgiven = t.attempts_forgiven + case when e.outcome = 'released' then 1 else 0 end,
                    completed_at = case when e.state = 'retrying' then null else now() end,
                    outcome_published = (e.state = 'retrying')
                from ended e join mine on mine.id = e.id
                where t.id = e.id
                returning t.*, mine.due_at, e.outcome),
            attempts as (
                insert into worker.task_attempts
                    (task_id, number, type, worker, due_at, started_at, ended_at, outcome, error)
                select id, attempt, type, worker, due_at, attempt_started_at, now(), outcome, error from done
                on conflict do nothing),
            effects as (
                insert into worker.effects (task_id, attempt, worker, created_at)
                select id, attempt, worker, now() from done where state = 'succeeded'
                on conflict do nothing)
            select id, type, description, priority, expert, state, attempt, error, result, traceparent,
                attempt_started_at, now() as ended_at
            from done
            """;

    private final Pool pool;

    PostgresFinishes(Pool pool) {
        this.pool = pool;
    }

    record Finish(UUID id, int attempt, End end) {}

    /** @return for each attempt what is now recorded, or nothing where the task was no longer this attempt's */
    Uni<List<Optional<TaskOutcome>>> finish(String worker, List<Finish> finishes) {
        return pool.preparedQuery(FINISH)
                .execute(Rows.bind(
                        finishes.stream().map(Finish::id).toArray(UUID[]::new),
                        finishes.stream().map(Finish::attempt).toArray(Integer[]::new),
                        finishes.stream().map(f -> f.end().state().label()).toArray(String[]::new),
                        finishes.stream().map(f -> f.end().outcome()).toArray(String[]::new),
                        finishes.stream()
                                .map(f -> f.end().result().orElse(null))
                                .toArray(String[]::new),
                        finishes.stream().map(f -> f.end().error().orElse(null)).toArray(String[]::new),
                        finishes.stream().map(f -> f.end().pause().toMillis()).toArray(Long[]::new),
                        worker))
                .map(rows -> {
                    Map<UUID, TaskOutcome> recorded = new HashMap<>();
                    rows.forEach(row -> recorded.put(row.getUUID("id"), OutcomeRows.outcome(row)));
                    return finishes.stream()
                            .map(finish -> Optional.ofNullable(recorded.get(finish.id())))
                            .toList();
                });
    }
}
