package dev.cortex.worker.executor;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.task.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * Writes on GitHub take turns, over all workers, with a pause between two turns. A turn is a reservation in PostgreSQL:
 * nobody holds a lock while he waits for it, and Redis may be wiped.
 */
@Singleton
final class WriteTurns {
    private static final String ACCOUNT = "github";

    // clock_timestamp(), because now() is from before the row was waited for. A turn too far away is not taken.
    private static final String TAKE = """
            insert into worker.github_writes as turn (account, free_at)
            values ($1, clock_timestamp() + $2::bigint * interval '1 millisecond')
            on conflict (account) do update
            set free_at = greatest(turn.free_at, clock_timestamp()) + $2::bigint * interval '1 millisecond'
            where turn.free_at <= clock_timestamp() + $3::bigint * interval '1 millisecond'
            returning greatest(0, ceil(extract(epoch from
                free_at - $2::bigint * interval '1 millisecond' - clock_timestamp()) * 1000))::bigint as wait_millis
            """;

    // Kept for so long that what was opened shows in GitHub's list before another may open the same.
    private static final String CLAIM = """
            insert into worker.github_issues as claim (repository, issue_key, task_id, claimed_at)
            values (lower($1), $2, $3, clock_timestamp())
            on conflict (repository, issue_key) do update set task_id = $3, claimed_at = clock_timestamp()
            where claim.task_id = $3 or claim.claimed_at < clock_timestamp() - interval '2 minutes'
            returning task_id
            """;

    private final Pool pool;
    private final Duration pause;

    WriteTurns(Pool pool, WorkerConfig config) {
        this.pool = pool;
        this.pause = config.executors().githubWritePause();
    }

    /**
     * Completes when it is the caller's turn.
     *
     * @param patience a turn that is further away is not taken
     * @return fails with a passing {@link TaskFailure} when too many wait
     */
    Uni<Void> take(Duration patience) {
        return pool.preparedQuery(TAKE)
                .execute(Rows.bind(ACCOUNT, pause.toMillis(), patience.toMillis()))
                .map(rows -> Rows.all(rows, row -> row.getLong("wait_millis")))
                .flatMap(waits -> {
                    if (waits.isEmpty()) {
                        throw TaskFailure.passing("too many writes to GitHub wait for their turn");
                    }
                    Uni<Void> turn = Uni.createFrom().voidItem();
                    return waits.getFirst() == 0
                            ? turn
                            : turn.onItem().delayIt().by(Duration.ofMillis(waits.getFirst()));
                });
    }

    /** @return fails with a passing {@link TaskFailure} while another task opens the same issue */
    Uni<Void> claim(String repository, String issueKey, UUID task) {
        return pool.preparedQuery(CLAIM)
                .execute(Rows.bind(repository, issueKey, task))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw TaskFailure.passing("another task opens the same issue");
                    }
                })
                .replaceWithVoid();
    }
}
