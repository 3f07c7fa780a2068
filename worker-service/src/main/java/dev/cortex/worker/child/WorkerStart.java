package dev.cortex.worker.child;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.execution.TaskWorker;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Starts the role {@code worker}: parked under a pool that will say when to claim, or claiming at once without one. */
@Dependent
final class WorkerStart {
    private static final Logger LOG = Logger.getLogger(WorkerStart.class);
    private static final Duration RETRY_MIN = Duration.ofMillis(100);
    private static final Duration RETRY_MAX = Duration.ofSeconds(2);
    // A database that is away longer than this is not starting but gone; the pool paces the next try.
    private static final long PATIENCE_MILLIS = 30_000;
    // One statement; what is not written by then runs again after its lease.
    private static final Duration HAND_BACK_MAX = Duration.ofSeconds(2);
    private static final Duration HAND_BACK_LOOK = Duration.ofMillis(10);

    /** The beans behind the instances are made only in this role. */
    void start(
            @Observes StartupEvent event, WorkerConfig config, Instance<TaskWorker> worker, Instance<ParentLink> link) {
        if (config.role() != WorkerConfig.Role.WORKER) {
            return;
        }
        worker.get()
                .park()
                .onFailure()
                .retry()
                .withBackOff(RETRY_MIN, RETRY_MAX)
                .expireIn(PATIENCE_MILLIS)
                .subscribe()
                .with(parked -> begin(config, worker.get(), link), WorkerStart::giveUp);
    }

    /** Runs on the thread that shuts the process down, which may wait: what still runs is handed back before the end. */
    void stop(@Observes ShutdownEvent event, WorkerConfig config, Instance<TaskWorker> worker) {
        if (config.role() != WorkerConfig.Role.WORKER) {
            return;
        }
        worker.get().handBack();
        long deadlineNanos = System.nanoTime() + HAND_BACK_MAX.toNanos();
        while (worker.get().running() > 0 && System.nanoTime() - deadlineNanos < 0) {
            LockSupport.parkNanos(HAND_BACK_LOOK.toNanos());
        }
    }

    private static void begin(WorkerConfig config, TaskWorker worker, Instance<ParentLink> link) {
        if (config.child().attached()) {
            link.get().open();
        } else {
            worker.activate();
        }
    }

    private static void giveUp(Throwable failure) {
        LOG.errorf("could not connect, so this worker ends: %s", failure.getMessage());
        Quarkus.asyncExit(1);
    }
}
