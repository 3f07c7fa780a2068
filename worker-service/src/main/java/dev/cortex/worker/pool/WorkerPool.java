package dev.cortex.worker.pool;

import dev.cortex.worker.child.Command;
import dev.cortex.worker.child.Report;
import dev.cortex.worker.leader.Leadership;
import dev.cortex.worker.policy.PoolAction;
import dev.cortex.worker.policy.PoolPolicy;
import dev.cortex.worker.policy.RecycleReason;
import dev.cortex.worker.policy.Stage;
import dev.cortex.worker.sweep.Sweeper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Carries out what {@link PoolPolicy} decides. Everything about the pool happens on one thread of its own: what is heard of
 * workers comes to it as an event, so nothing here needs a lock, and starting or measuring a process never holds up an event
 * loop. A look at everything comes at fixed times and after every event, so a worker's end is answered at once.
 */
@Singleton
final class WorkerPool implements WorkerRuntime.Listener {
    private static final Logger LOG = Logger.getLogger(WorkerPool.class);

    private final WorkerRuntime runtime;
    private final PoolPolicy policy;
    private final PoolState state;
    private final PoolWishes wishes;
    private final Leadership leadership;
    private final Sweeper sweeper;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("worker-pool").factory());

    private Optional<ScheduledFuture<?>> looks = Optional.empty();

    WorkerPool(
            WorkerRuntime runtime,
            PoolPolicies policies,
            PoolState state,
            PoolWishes wishes,
            Leadership leadership,
            Sweeper sweeper) {
        this.runtime = runtime;
        this.policy = policies.policy();
        this.state = state;
        this.wishes = wishes;
        this.leadership = leadership;
        this.sweeper = sweeper;
    }

    void start(Duration interval) {
        wishes.whenChanged(() -> onThread(this::look));
        looks = Optional.of(thread.scheduleWithFixedDelay(
                () -> guarded(this::look), 0, interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Ends all workers; returns when none is left. */
    void close(Duration patience) {
        looks.ifPresent(next -> next.cancel(false));
        thread.shutdown();
        runtime.close(patience);
    }

    @Override
    public void reported(String worker, Report report) {
        onThread(() -> {
            switch (report) {
                case Report.Ready ignored -> state.ready(worker, nowMillis(), Instant.now());
                case Report.Beat beat -> state.beat(worker, beat, nowMillis(), Instant.now());
            }
            look();
        });
    }

    @Override
    public void ended(String worker, String how) {
        // At once and on whatever thread: its tasks wait for nobody.
        sweeper.workerEnded(worker);
        onThread(() -> {
            boolean expected = state.ended(worker, nowMillis());
            if (expected) {
                LOG.infof("worker %s ended", worker);
            } else {
                LOG.warnf("worker %s ended by itself: %s", worker, how);
            }
            look();
        });
    }

    private void look() {
        long nowMillis = nowMillis();
        if (leadership.follows()) {
            // Another replica leads: two pools at once would be twice the workers.
            state.all().forEach(worker -> stop(worker.id(), nowMillis));
            return;
        }
        if (!leadership.leads()) {
            // The database does not answer. Healthy workers are worth keeping until it does.
            return;
        }
        wishes.take().forEach(this::grant);
        state.measure(runtime, nowMillis);
        List<PoolAction> actions = policy.decide(state.seen(nowMillis, wishes.size()));
        actions.forEach(action -> take(action, nowMillis));
        wishes.show(state.view(nowMillis, Instant.now(), runtime, wishes.size()));
    }

    private void take(PoolAction action, long nowMillis) {
        switch (action) {
            case PoolAction.Start ignored -> {
                String worker = state.begin(nowMillis, Instant.now());
                LOG.infof("worker %s is started", worker);
                runtime.start(worker, this);
            }
            case PoolAction.Promote promote -> {
                LOG.infof("worker %s becomes active", promote.worker());
                state.get(promote.worker()).enter(Stage.ACTIVE, nowMillis);
                runtime.send(promote.worker(), new Command.Activate());
            }
            case PoolAction.Drain drain -> {
                LOG.infof("worker %s drains: %s", drain.worker(), drain.reason().label());
                state.drain(drain.worker(), drain.reason(), nowMillis);
                runtime.send(drain.worker(), new Command.Drain());
            }
            case PoolAction.Stop stop -> stop(stop.worker(), nowMillis);
            case PoolAction.Kill kill -> {
                LOG.warnf("worker %s is killed: it %s", kill.worker(), kill.why());
                state.killed(kill.worker(), nowMillis);
                runtime.kill(kill.worker());
            }
            case PoolAction.CollectGarbage collect -> {
                state.collected(collect.worker(), nowMillis);
                runtime.send(collect.worker(), new Command.CollectGarbage());
            }
            case PoolAction.Alarm alarm -> {
                if (state.alarm(alarm.worker(), alarm.text())) {
                    LOG.errorf("worker %s: %s", alarm.worker(), alarm.text());
                }
            }
        }
    }

    private void stop(String worker, long nowMillis) {
        if (state.get(worker).stage() != Stage.STOPPING) {
            state.get(worker).enter(Stage.STOPPING, nowMillis);
            runtime.send(worker, new Command.Stop());
        }
    }

    private void grant(PostgresPool.Wish wish) {
        if (!state.knows(wish.worker())) {
            LOG.infof("a wish came too late: worker %s has ended", wish.worker());
            return;
        }
        switch (wish.kind()) {
            case RECYCLE -> state.get(wish.worker()).wish(RecycleReason.REQUESTED);
            case HEAP_DUMP -> wish.detail().ifPresent(file -> runtime.send(wish.worker(), new Command.HeapDump(file)));
        }
    }

    private void onThread(Runnable work) {
        if (!thread.isShutdown()) {
            thread.execute(() -> guarded(work));
        }
    }

    /** An error in one look must not be the last: a scheduled task that throws is never run again. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException unexpected) {
            LOG.error("a look at the workers failed", unexpected);
        }
    }

    private static long nowMillis() {
        return System.nanoTime() / 1_000_000;
    }
}
