package dev.cortex.worker.child;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.execution.TaskWorker;
import io.quarkus.runtime.Quarkus;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** The orderly end of a worker: finish what ends within the grace, hand back the rest, exit. */
@Singleton
final class Ending {
    // Handing back is one statement; after this the leases have to do.
    private static final Duration HAND_BACK_MAX = Duration.ofSeconds(2);

    private final TaskWorker worker;
    private final Duration grace;
    private final AtomicBoolean begun = new AtomicBoolean();

    Ending(TaskWorker worker, WorkerConfig config) {
        this.worker = worker;
        this.grace = config.execution().stopGrace();
    }

    /** Returns at once; the second call does nothing. */
    void end() {
        if (begun.compareAndSet(false, true)) {
            Uni<Void> drained = worker.drain();
            Uni.createFrom().voidItem().onItem().delayIt().by(grace).subscribe().with(late -> worker.handBack());
            drained.ifNoItem()
                    .after(grace.plus(HAND_BACK_MAX))
                    .recoverWithUni(() -> Uni.createFrom().voidItem())
                    .subscribe()
                    .with(done -> Quarkus.asyncExit(0), failure -> Quarkus.asyncExit(1));
        }
    }
}
