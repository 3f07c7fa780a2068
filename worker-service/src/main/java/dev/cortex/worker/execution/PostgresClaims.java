package dev.cortex.worker.execution;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.task.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who may run which task: PostgreSQL decides, in one statement for a whole batch. INVARIANT: {@code attempt} grows with
 * every claim, so the pair (attempt, worker) names one holder of the task for all time.
 */
@Singleton
final class PostgresClaims {
    // Rows are locked in order of their ids: two workers with overlapping batches wait for each other, never in a
    // circle.
    private static final String CLAIM = """
            with wish as (
                select distinct on (id) * from unnest($1::uuid[], $2::text[], $3::double precision[], $4::text[], $5::text[])
                    as w(id, expert, confidence, strategy, routing_method) order by id),
            free as (
                select t.id from worker.tasks t
                where t.id = any($1) and t.state in ('submitted', 'routed', 'retrying')
                  and (t.not_before is null or t.not_before <= now())
                  and (t.expires_at is null or t.expires_at > now())
                order by t.id for update)
            update worker.tasks t
            set state = 'running', attempt = t.attempt + 1, worker = $6,
                lease_until = now() + $7::bigint * interval '1 millisecond',
                attempt_started_at = now(), started_at = coalesce(t.started_at, now()),
                expert = w.expert, confidence = w.confidence, strategy = w.strategy, routing_method = w.routing_method,
                error = null, progress_percent = null, progress_message = null
            from wish w join free on free.id = w.id
            where t.id = w.id
            returning t.id, t.type, t.payload, t.attempt, t.attempt - t.attempts_forgiven as counted, t.max_attempts,
                t.timeout_millis
            """;
    private static final String RENEW = """
            with held as (
                select * from unnest($1::uuid[], $2::integer[], $3::smallint[], $4::text[])
                    as h(id, attempt, percent, message))
            update worker.tasks t
            set lease_until = now() + $6::bigint * interval '1 millisecond',
                progress_percent = coalesce(h.percent, t.progress_percent),
                progress_message = coalesce(h.message, t.progress_message)
            from held h
            where t.id = h.id and t.attempt = h.attempt and t.worker = $5 and t.state = 'running'
            returning t.id
            """;

    private final Pool pool;
    private final long leaseMillis;

    PostgresClaims(Pool pool, WorkerConfig config) {
        this.pool = pool;
        this.leaseMillis = config.execution().lease().toMillis();
    }

    /** A task held, and how far it is as far as its executor said so since the last renewal. */
    record Held(UUID id, int attempt, Optional<Integer> percent, Optional<String> message) {}

    /** @return for each wish the task, or nothing where it is not free: taken, ended, cancelled or not yet due */
    Uni<List<Optional<ClaimedTask>>> claim(String worker, List<ClaimWish> wishes) {
        return pool.preparedQuery(CLAIM)
                .execute(Rows.bind(
                        wishes.stream().map(ClaimWish::id).toArray(UUID[]::new),
                        wishes.stream().map(wish -> wish.routing().expert()).toArray(String[]::new),
                        wishes.stream().map(wish -> wish.routing().confidence()).toArray(Double[]::new),
                        wishes.stream()
                                .map(wish -> wish.routing().strategy().orElse(null))
                                .toArray(String[]::new),
                        wishes.stream()
                                .map(wish -> wish.routing().method().orElse(null))
                                .toArray(String[]::new),
                        worker,
                        leaseMillis))
                .map(rows -> {
                    Map<UUID, ClaimedTask> claimed = Rows.all(rows, PostgresClaims::claimed).stream()
                            .collect(Collectors.toMap(ClaimedTask::id, Function.identity()));
                    // Removed when handed out: of two entries for one task, one gets it.
                    return wishes.stream()
                            .map(wish -> Optional.ofNullable(claimed.remove(wish.id())))
                            .toList();
                });
    }

    /** @return the ids that are still this worker's; the others were cancelled or taken over */
    Uni<List<UUID>> renew(String worker, Collection<Held> held) {
        return pool.preparedQuery(RENEW)
                .execute(Rows.bind(
                        held.stream().map(Held::id).toArray(UUID[]::new),
                        held.stream().map(Held::attempt).toArray(Integer[]::new),
                        held.stream()
                                .map(h -> h.percent().map(Integer::shortValue).orElse(null))
                                .toArray(Short[]::new),
                        held.stream().map(h -> h.message().orElse(null)).toArray(String[]::new),
                        worker,
                        leaseMillis))
                .map(rows -> Rows.all(rows, row -> row.getUUID("id")));
    }

    private static ClaimedTask claimed(Row row) {
        return new ClaimedTask(
                row.getUUID("id"),
                row.getString("type"),
                row.getString("payload"),
                row.getInteger("attempt"),
                row.getInteger("counted"),
                row.getInteger("max_attempts"),
                Duration.ofMillis(row.getLong("timeout_millis")));
    }
}
