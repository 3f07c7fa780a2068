package dev.cortex.worker.intake;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.cortex.worker.batch.Batcher;
import dev.cortex.worker.intake.PostgresIntake.Holder;
import dev.cortex.worker.task.RedisPokes;
import dev.cortex.worker.task.TaskMetrics;
import dev.cortex.worker.task.TaskRequest;
import dev.cortex.worker.task.TaskState;
import dev.cortex.worker.task.WaitingTask;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

/**
 * Takes tasks in. INVARIANT: what is answered as accepted is committed. The streams are told afterwards and not waited
 * for; when that fails, or this process ends in between, the sweeper tells them.
 */
@Singleton
public final class Intake {
    private static final int BATCH_MAX = 500;
    private static final int LANES = 2;
    private static final int WAITING_MAX = 10_000;
    private static final int RACES_MAX = 3;

    private final PostgresIntake rows;
    private final Dispatch dispatch;
    private final RedisPokes pokes;
    private final TaskMetrics metrics;
    // UUIDv7: in order of time, so new rows go to the right edge of the primary key's index.
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final Batcher<NewTask, Acceptance> inserts = new Batcher<>(BATCH_MAX, LANES, WAITING_MAX, this::insert);

    Intake(PostgresIntake rows, Dispatch dispatch, RedisPokes pokes, TaskMetrics metrics) {
        this.rows = rows;
        this.dispatch = dispatch;
        this.pokes = pokes;
        this.metrics = metrics;
    }

    /**
     * @param idempotencyKey chosen by the sender: the same key again means the same task
     * @return fails with {@link RejectedExecutionException} when too many wait to be written
     */
    public Uni<Acceptance> accept(TaskRequest request, Optional<String> idempotencyKey) {
        return inserts.add(newTask(request, idempotencyKey));
    }

    /** A chunk of a batch: one statement, answers in the same order. */
    public Uni<List<Acceptance>> acceptAll(List<TaskRequest> requests, List<Optional<String>> idempotencyKeys) {
        List<NewTask> tasks = IntStream.range(0, requests.size())
                .mapToObj(i -> newTask(requests.get(i), idempotencyKeys.get(i)))
                .toList();
        return insert(tasks);
    }

    private NewTask newTask(TaskRequest request, Optional<String> idempotencyKey) {
        return new NewTask(
                ids.generate(),
                request,
                idempotencyKey,
                idempotencyKey.map(key -> RequestDigest.of(request)),
                CurrentTrace.parent(),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    private Uni<List<Acceptance>> insert(List<NewTask> tasks) {
        return rows.insert(tasks)
                .invoke(inserted -> announce(tasks, inserted))
                .chain(inserted -> acceptances(tasks, inserted, RACES_MAX));
    }

    private Uni<List<Acceptance>> acceptances(List<NewTask> tasks, Set<UUID> inserted, int racesLeft) {
        List<NewTask> taken =
                tasks.stream().filter(task -> !inserted.contains(task.id())).toList();
        if (taken.isEmpty()) {
            return Uni.createFrom().item(tasks.stream().map(Intake::accepted).toList());
        }
        return rows.holders(taken).chain(holders -> {
            List<NewTask> raced = taken.stream()
                    .filter(task -> holder(task, holders).isEmpty())
                    .toList();
            if (raced.isEmpty()) {
                return Uni.createFrom()
                        .item(tasks.stream()
                                .map(task -> inserted.contains(task.id()) ? accepted(task) : existing(task, holders))
                                .toList());
            }
            return again(tasks, inserted, raced, racesLeft);
        });
    }

    /** The holder of a unique key ended between the two statements: the key is free again. */
    private Uni<List<Acceptance>> again(List<NewTask> tasks, Set<UUID> inserted, List<NewTask> raced, int racesLeft) {
        if (racesLeft == 0) {
            return Uni.createFrom().failure(new RejectedExecutionException("the unique key changes hands too fast"));
        }
        return rows.insert(raced).invoke(late -> announce(raced, late)).chain(late -> {
            inserted.addAll(late);
            return acceptances(tasks, inserted, racesLeft - 1);
        });
    }

    private void announce(List<NewTask> tasks, Set<UUID> inserted) {
        Instant now = Instant.now();
        List<NewTask> fresh =
                tasks.stream().filter(task -> inserted.contains(task.id())).toList();
        fresh.forEach(task -> metrics.became(TaskState.SUBMITTED, task.request().type()));
        dispatch.announce(fresh.stream()
                .filter(task -> task.dueAt(now))
                .map(Intake::waiting)
                .toList());
        pokes.changed(inserted);
    }

    private static WaitingTask waiting(NewTask task) {
        TaskRequest request = task.request();
        return new WaitingTask(
                task.id(),
                request.type(),
                request.description(),
                request.priority(),
                request.expert(),
                Optional.empty(),
                task.traceparent());
    }

    private static Acceptance accepted(NewTask task) {
        return new Acceptance.Accepted(task.id(), TaskState.SUBMITTED, task.createdAt(), false);
    }

    private static Acceptance existing(NewTask task, List<Holder> holders) {
        Holder holder = holder(task, holders).orElseThrow();
        boolean sameKey =
                task.idempotencyKey().isPresent() && holder.idempotencyKey().equals(task.idempotencyKey());
        if (sameKey && !holder.digest().equals(task.digest())) {
            return new Acceptance.KeyReused(holder.id());
        }
        return new Acceptance.Accepted(holder.id(), holder.state(), holder.createdAt(), true);
    }

    private static Optional<Holder> holder(NewTask task, List<Holder> holders) {
        Optional<Holder> byKey = holders.stream()
                .filter(holder -> task.idempotencyKey().isPresent()
                        && holder.idempotencyKey().equals(task.idempotencyKey()))
                .findFirst();
        return byKey.or(() -> holders.stream()
                .filter(holder -> task.request().uniqueKey().isPresent()
                        && holder.idempotencyKey().isEmpty()
                        && holder.uniqueKey().equals(task.request().uniqueKey()))
                .findFirst());
    }
}
