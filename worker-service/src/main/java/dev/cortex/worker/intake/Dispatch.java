package dev.cortex.worker.intake;

import dev.cortex.mesh.stream.StreamPublisher;
import dev.cortex.mesh.stream.StreamPublisher.Addressed;
import dev.cortex.worker.Trouble;
import dev.cortex.worker.batch.Batcher;
import dev.cortex.worker.task.Rows;
import dev.cortex.worker.task.TaskMessages;
import dev.cortex.worker.task.WaitingTask;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells the streams about tasks that wait. */
@Singleton
public final class Dispatch {
    private static final Logger LOG = Logger.getLogger(Dispatch.class);
    private static final int BATCH_MAX = 500;
    // In flight at once; the order of entries means nothing.
    private static final int LANES = 2;
    // What finds no room is published by the sweeper.
    private static final int WAITING_MAX = 20_000;
    // A waiting row whose publication failed is tried again after this: as soon as Redis may be back.
    private static final String SOON = """
            update worker.tasks set publish_at = least(publish_at, now() + interval '1 second')
            where id = any($1) and state in ('submitted', 'routed', 'retrying')
            """;

    private final Trouble trouble = new Trouble(LOG, "publishing accepted tasks");
    private final StreamPublisher publisher;
    private final Pool pool;
    private final Batcher<WaitingTask, Boolean> batches = new Batcher<>(BATCH_MAX, LANES, WAITING_MAX, this::publish);

    Dispatch(StreamPublisher publisher, Pool pool) {
        this.publisher = publisher;
        this.pool = pool;
    }

    /** Returns at once. */
    public void announce(List<WaitingTask> tasks) {
        tasks.forEach(task -> batches.add(task)
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("left to the sweeper: %s", failure.getMessage())));
    }

    /** Completes when all are on their streams; where that failed, they are due for another try within a second. */
    public Uni<Boolean> publishAll(List<WaitingTask> tasks) {
        Instant now = Instant.now();
        return publisher
                .publishAll(tasks.stream().map(task -> addressed(task, now)).toList())
                .replaceWith(true)
                .invoke(trouble::worked)
                .onFailure()
                .recoverWithUni(failure -> soon(tasks, failure).replaceWith(false));
    }

    private Uni<List<Boolean>> publish(List<WaitingTask> batch) {
        return publishAll(batch)
                .map(published -> batch.stream().map(task -> published).toList());
    }

    private static Addressed addressed(WaitingTask task, Instant now) {
        return task.routing()
                .map(routing -> TaskMessages.routed(task, routing, now))
                .orElseGet(() -> TaskMessages.submitted(task, now));
    }

    private Uni<Void> soon(List<WaitingTask> tasks, Throwable failure) {
        trouble.failed(failure);
        return pool.preparedQuery(SOON)
                .execute(Rows.bind(
                        (Object) tasks.stream().map(WaitingTask::id).sorted().toArray(UUID[]::new)))
                .replaceWithVoid();
    }
}
