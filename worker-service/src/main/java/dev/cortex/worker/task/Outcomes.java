package dev.cortex.worker.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.mesh.stream.StreamPublisher;
import dev.cortex.worker.batch.Batcher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells the mesh how tasks ended, at least once: the row says so until the entry is on the stream. */
@Singleton
public final class Outcomes {
    private static final Logger LOG = Logger.getLogger(Outcomes.class);
    private static final int BATCH_MAX = 500;
    private static final int LANES = 1;
    // What finds no room is published by the sweeper.
    private static final int WAITING_MAX = 20_000;
    private static final String PUBLISHED =
            "update worker.tasks set outcome_published = true where id = any($1) and not outcome_published";

    private final StreamPublisher publisher;
    private final Pool pool;
    private final ObjectMapper json;
    private final Batcher<TaskOutcome, Boolean> batches = new Batcher<>(BATCH_MAX, LANES, WAITING_MAX, this::publish);

    Outcomes(StreamPublisher publisher, Pool pool, ObjectMapper json) {
        this.publisher = publisher;
        this.pool = pool;
        this.json = json;
    }

    /** Returns at once. */
    public void announce(TaskOutcome outcome) {
        batches.add(outcome)
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("left to the sweeper: %s", failure.getMessage()));
    }

    /** Fails when the stream or the database does not answer; then it is safe to do it again. */
    public Uni<Void> publishAll(List<TaskOutcome> outcomes) {
        return publisher
                .publishAll(outcomes.stream()
                        .map(outcome -> TaskMessages.outcome(outcome, json))
                        .toList())
                .chain(entries -> pool.preparedQuery(PUBLISHED).execute(Rows.bind((Object)
                        outcomes.stream().map(TaskOutcome::id).toArray(UUID[]::new))))
                .replaceWithVoid();
    }

    private Uni<List<Boolean>> publish(List<TaskOutcome> batch) {
        return publishAll(batch).replaceWith(batch.stream().map(outcome -> true).toList());
    }
}
