package dev.cortex.worker.execution;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.mesh.stream.Delivery;
import dev.cortex.mesh.stream.Verdict;
import dev.cortex.worker.Identity;
import dev.cortex.worker.batch.Batcher;
import dev.cortex.worker.task.RedisPokes;
import dev.cortex.worker.task.TaskMetrics;
import dev.cortex.worker.task.TaskState;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From a stream entry to a task that runs. */
@Singleton
final class Claiming {
    private static final int BATCH_MAX = 200;
    private static final int LANES = 2;
    private static final int WAITING_MAX = 10_000;

    private final PostgresClaims rows;
    private final TaskRunner runner;
    private final RedisPokes pokes;
    private final TaskMetrics metrics;
    private final ObjectMapper json;
    private final String worker;
    private final Batcher<ClaimWish, Optional<ClaimedTask>> batches =
            new Batcher<>(BATCH_MAX, LANES, WAITING_MAX, this::claim);

    Claiming(
            PostgresClaims rows,
            TaskRunner runner,
            RedisPokes pokes,
            TaskMetrics metrics,
            ObjectMapper json,
            Identity identity) {
        this.rows = rows;
        this.runner = runner;
        this.pokes = pokes;
        this.metrics = metrics;
        this.json = json;
        this.worker = identity.name();
    }

    /**
     * The verdict comes when the task has ended, so the consumer's concurrency is the number of tasks at once and nothing
     * is read that can not be run. The entry means little by then: from the claim on PostgreSQL holds the lease, and an
     * entry that is delivered again finds its task taken and is done.
     */
    Uni<Verdict> handle(Delivery delivery) {
        Optional<ClaimWish> wish = ClaimWish.read(delivery.message().data(), json);
        if (wish.isEmpty()) {
            return Uni.createFrom().item(new Verdict.Dead("no task_id or no expert in the data"));
        }
        return batches.add(wish.get())
                .chain(claimed -> claimed.map(runner::run)
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .replaceWith(Verdict.DONE);
    }

    /** Has the database and this process prepare the statement before the first task needs it. */
    Uni<Void> warmUp() {
        return rows.claim(worker, List.of()).replaceWithVoid();
    }

    private Uni<List<Optional<ClaimedTask>>> claim(List<ClaimWish> wishes) {
        long startedNanos = System.nanoTime();
        return rows.claim(worker, wishes).invoke(claimed -> {
            metrics.claims().record(Duration.ofNanos(System.nanoTime() - startedNanos));
            List<ClaimedTask> ours = claimed.stream().flatMap(Optional::stream).toList();
            ours.forEach(task -> metrics.became(TaskState.RUNNING, task.type()));
            pokes.changed(ours.stream().map(ClaimedTask::id).toList());
        });
    }
}
