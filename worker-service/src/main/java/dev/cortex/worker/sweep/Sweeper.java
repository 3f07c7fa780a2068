package dev.cortex.worker.sweep;

import dev.cortex.worker.Trouble;
import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.intake.Dispatch;
import dev.cortex.worker.leader.Leadership;
import dev.cortex.worker.task.Outcomes;
import dev.cortex.worker.task.RedisPokes;
import dev.cortex.worker.task.TaskMetrics;
import dev.cortex.worker.task.TaskState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Looks, as long as this replica leads, for whatever got lost, and puts it right. One step after the other, each in bounded
 * batches; a step that fails leaves the others their turn and comes again at the next look.
 */
@Singleton
public final class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    // Batches of one step in one look, so that one kind of trouble does not keep the others waiting.
    private static final int ROUNDS_MAX = 20;

    private final PostgresSweeps rows;
    private final RedisEpoch epoch;
    private final Dispatch dispatch;
    private final Outcomes outcomes;
    private final Told told;
    private final Setting setting;
    private final Trouble takingOver = new Trouble(LOG, "taking over lost tasks");
    private final Trouble expiring = new Trouble(LOG, "expiring tasks");
    private final Trouble publishing = new Trouble(LOG, "publishing what waits");
    private final EndedWorkers ended = new EndedWorkers();
    private final AtomicInteger asked = new AtomicInteger();

    Sweeper(PostgresSweeps rows, RedisEpoch epoch, Dispatch dispatch, Outcomes outcomes, Told told, Setting setting) {
        this.rows = rows;
        this.epoch = epoch;
        this.dispatch = dispatch;
        this.outcomes = outcomes;
        this.told = told;
        this.setting = setting;
    }

    /** When it looks. */
    @Singleton
    static final class Setting {
        private final Leadership leadership;
        private final Duration interval;

        Setting(Leadership leadership, WorkerConfig config) {
            this.leadership = leadership;
            this.interval = config.sweep().interval();
        }
    }

    /** Whom it tells of what it did. */
    @Singleton
    static final class Told {
        private final RedisPokes pokes;
        private final TaskMetrics metrics;

        Told(RedisPokes pokes, TaskMetrics metrics) {
            this.pokes = pokes;
            this.metrics = metrics;
        }
    }

    public Cancellable start() {
        return Multi.createFrom()
                .ticks()
                .every(setting.interval)
                .onOverflow()
                .drop()
                .subscribe()
                .with(tick -> look());
    }

    /** What it ran is anybody's at once, without waiting for its leases. */
    public void workerEnded(String worker) {
        ended.add(worker, System.nanoTime());
        look();
    }

    /** One look at a time; what was asked for meanwhile is one more look afterwards. */
    private void look() {
        if (setting.leadership.leads() && asked.getAndIncrement() == 0) {
            sweep().subscribe().with(done -> {
                if (asked.getAndSet(0) > 1) {
                    look();
                }
            });
        }
    }

    private Uni<Void> sweep() {
        return step(takingOver, () -> repeat(this::takeOver, ROUNDS_MAX))
                .chain(() -> step(expiring, () -> repeat(this::expire, ROUNDS_MAX)))
                .chain(() -> step(publishing, this::publish));
    }

    /** Without Redis there is nothing to publish to; what waits, waits. */
    private Uni<Void> publish() {
        return epoch.look()
                .chain(seen -> seen.lost() ? requeueAll(seen) : Uni.createFrom().voidItem())
                .chain(() -> repeat(this::publishDue, ROUNDS_MAX))
                .chain(() -> repeat(this::publishOutcomes, ROUNDS_MAX));
    }

    private Uni<Void> requeueAll(RedisEpoch.Seen seen) {
        Instant now = Instant.now();
        LOG.info("Redis was wiped or restarted: whatever waits is published again");
        // INVARIANT: the mark is set last. If this process ends before, the next leader finds it missing and begins
        // again.
        return repeat(() -> rows.requeue(now).invoke(n -> told.metrics.swept("requeued", n)), Integer.MAX_VALUE)
                .chain(() -> epoch.mark(seen));
    }

    private Uni<Integer> takeOver() {
        return rows.takeOver(ended.recent(System.nanoTime()))
                .invoke(taken -> {
                    told.metrics.swept("lost_lease", taken.size());
                    told.pokes.changed(taken.stream().map(t -> t.attempt().id()).toList());
                    taken.forEach(t -> {
                        told.metrics.became(
                                t.dead() ? TaskState.DEAD : TaskState.RETRYING,
                                t.attempt().type());
                        if (t.dead()) {
                            outcomes.announce(t.attempt());
                        }
                    });
                })
                .map(List::size);
    }

    private Uni<Integer> expire() {
        return rows.expire()
                .invoke(expired -> {
                    expired.forEach(task -> told.metrics.became(TaskState.EXPIRED, task.type()));
                    told.pokes.changed(
                            expired.stream().map(PostgresSweeps.Ended::id).toList());
                })
                .map(List::size);
    }

    private Uni<Integer> publishDue() {
        return rows.due()
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(0)
                        // A failed publication ends the round: Redis went away in the middle of it.
                        : dispatch.publishAll(due).map(published -> published ? due.size() : 0))
                .invoke(published -> told.metrics.swept("published", published));
    }

    private Uni<Integer> publishOutcomes() {
        return rows.untold()
                .chain(untold -> untold.isEmpty()
                        ? Uni.createFrom().item(0)
                        : outcomes.publishAll(untold).replaceWith(untold.size()))
                .invoke(published -> told.metrics.swept("outcome", published));
    }

    private static Uni<Void> repeat(Supplier<Uni<Integer>> round, int roundsLeft) {
        return round.get()
                .chain(rows ->
                        rows == 0 || roundsLeft == 1 ? Uni.createFrom().voidItem() : repeat(round, roundsLeft - 1));
    }

    private static Uni<Void> step(Trouble trouble, Supplier<Uni<Void>> step) {
        return Uni.createFrom()
                .deferred(() -> step.get())
                .invoke(trouble::worked)
                .onFailure()
                .invoke(trouble::failed)
                .onFailure()
                .recoverWithNull();
    }
}
