package dev.cortex.worker.execution;

import dev.cortex.worker.Identity;
import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.batch.Batcher;
import dev.cortex.worker.execution.PostgresFinishes.Finish;
import dev.cortex.worker.task.Outcomes;
import dev.cortex.worker.task.RedisPokes;
import dev.cortex.worker.task.TaskMetrics;
import dev.cortex.worker.task.TaskOutcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Records ends in batches, as long as the lease lasts if need be, and tells the mesh. */
@Singleton
final class Finishing {
    private static final Logger LOG = Logger.getLogger(Finishing.class);
    private static final int BATCH_MAX = 200;
    private static final int LANES = 2;
    // A worker never runs nearly as many.
    private static final int WAITING_MAX = 10_000;
    private static final Duration RETRY_MIN = Duration.ofMillis(100);
    private static final Duration RETRY_MAX = Duration.ofSeconds(1);

    private final PostgresFinishes rows;
    private final Outcomes outcomes;
    private final RedisPokes pokes;
    private final TaskMetrics metrics;
    private final String worker;
    private final Duration lease;
    private final AtomicLong recordedEnds = new AtomicLong();
    private final Batcher<Finish, Optional<TaskOutcome>> batches =
            new Batcher<>(BATCH_MAX, LANES, WAITING_MAX, this::write);

    Finishing(
            PostgresFinishes rows,
            Outcomes outcomes,
            RedisPokes pokes,
            TaskMetrics metrics,
            Identity identity,
            WorkerConfig config) {
        this.rows = rows;
        this.outcomes = outcomes;
        this.pokes = pokes;
        this.metrics = metrics;
        this.worker = identity.name();
        this.lease = config.execution().lease();
    }

    /** Never fails: an end that can not be written is as if the attempt had been lost, and the task runs again. */
    Uni<Void> finish(ClaimedTask task, End end) {
        return batches.add(new Finish(task.id(), task.attempt(), end))
                .onFailure()
                .retry()
                .withBackOff(RETRY_MIN, RETRY_MAX)
                .expireIn(lease.toMillis())
                .invoke(recorded -> recorded.ifPresentOrElse(outcome -> told(end, outcome), () -> late(task)))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.errorf("the end of task %s was not recorded: %s", task.id(), failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Ends recorded since the start. */
    long count() {
        return recordedEnds.get();
    }

    /** Has the database and this process prepare the statement before the first task needs it. */
    Uni<Void> warmUp() {
        return rows.finish(worker, List.of()).replaceWithVoid();
    }

    private Uni<List<Optional<TaskOutcome>>> write(List<Finish> batch) {
        long startedNanos = System.nanoTime();
        return rows.finish(worker, batch).invoke(recorded -> {
            metrics.finishes().record(Duration.ofNanos(System.nanoTime() - startedNanos));
            pokes.changed(recorded.stream()
                    .flatMap(Optional::stream)
                    .map(TaskOutcome::id)
                    .toList());
        });
    }

    private void told(End end, TaskOutcome outcome) {
        recordedEnds.incrementAndGet();
        metrics.became(end.state(), outcome.type());
        if (end.state().ended()) {
            outcomes.announce(outcome);
        }
    }

    private void late(ClaimedTask task) {
        metrics.swept("late_write", 1);
        LOG.infof("attempt %d of task %s came too late: it was cancelled or taken over", task.attempt(), task.id());
    }
}
