package dev.cortex.worker.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.worker.executor.Executors;
import dev.cortex.worker.executor.Run;
import dev.cortex.worker.executor.TaskFailure;
import dev.cortex.worker.task.TaskMetrics;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Runs one claimed task to its end and has the end written. */
@Singleton
final class TaskRunner {
    private final Executors executors;
    private final Leases leases;
    private final Finishing finishing;
    private final FailurePolicy failures;
    private final TaskMetrics metrics;
    private final ObjectMapper json;

    TaskRunner(
            Executors executors,
            Leases leases,
            Finishing finishing,
            FailurePolicy failures,
            TaskMetrics metrics,
            ObjectMapper json) {
        this.executors = executors;
        this.leases = leases;
        this.finishing = finishing;
        this.failures = failures;
        this.metrics = metrics;
        this.json = json;
    }

    /** Completes when the end is recorded, or is not this attempt's to record. Never fails. */
    Uni<Void> run(ClaimedTask task) {
        long startedNanos = System.nanoTime();
        Lease lease = leases.hold(task);
        return execute(lease)
                .map(result -> (End) new End.Succeeded(result.toString()))
                .onFailure(failure -> !(failure instanceof LeaseLost))
                .recoverWithItem(failure -> failures.end(task, failure))
                .invoke(end ->
                        metrics.ran(task.type(), end.outcome(), Duration.ofNanos(System.nanoTime() - startedNanos)))
                .chain(end -> finishing.finish(task, end))
                .onFailure()
                .recoverWithNull()
                .eventually(() -> leases.release(lease));
    }

    private Uni<JsonNode> execute(Lease lease) {
        Duration timeout = lease.task().timeout();
        return Uni.createFrom()
                .<JsonNode>emitter(emitter -> start(lease, emitter))
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private void start(Lease lease, UniEmitter<? super JsonNode> emitter) {
        Cancellable running =
                Uni.createFrom().deferred(() -> call(lease)).subscribe().with(emitter::complete, emitter::fail);
        emitter.onTermination(running::cancel);
        lease.whenLost(() -> {
            running.cancel();
            emitter.fail(new LeaseLost());
        });
        lease.whenStopped(() -> {
            running.cancel();
            emitter.fail(new WorkerStops());
        });
    }

    private Uni<JsonNode> call(Lease lease) {
        ClaimedTask task = lease.task();
        return executors
                .find(task.type())
                .map(executor -> executor.execute(
                        new Run(task.id(), task.attempt(), payload(task), task.timeout(), lease::report)))
                .orElseGet(() -> Uni.createFrom()
                        .failure(TaskFailure.passing("this worker has no executor for the task's type")));
    }

    private JsonNode payload(ClaimedTask task) {
        try {
            return json.readTree(task.payload());
        } catch (JsonProcessingException broken) {
            throw TaskFailure.lasting("the stored payload is not JSON");
        }
    }

    /** The task belongs to somebody else, or to nobody: what we did with it counts for nothing. */
    static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1;

        LeaseLost() {
            super("the lease was lost", null, false, false);
        }
    }

    /** The worker ends before the task does. */
    static final class WorkerStops extends RuntimeException {
        private static final long serialVersionUID = 1;

        WorkerStops() {
            super("the worker stops", null, false, false);
        }
    }
}
