package dev.cortex.worker.pool;

import dev.cortex.worker.Identity;
import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.child.Report;
import dev.cortex.worker.policy.RecycleReason;
import dev.cortex.worker.policy.SeenPool;
import dev.cortex.worker.policy.Stage;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The workers and what happened to their predecessors. Used by the pool's thread only. */
@Singleton
final class PoolState {
    private final Map<String, PooledWorker> workers = new LinkedHashMap<>();
    private final Map<String, String> alarms = new LinkedHashMap<>();
    private final Deque<Long> failuresMillis = new ArrayDeque<>();
    private final PoolMetrics metrics;
    private final PoolViews views;
    private final String replica;
    private final long memoryBytesMax;
    private final WorkerConfig.Pool config;
    private OptionalLong lastRecycleMillis = OptionalLong.empty();
    private int begun;

    PoolState(PoolMetrics metrics, PoolViews views, Identity identity, WorkerConfig config) {
        this.metrics = metrics;
        this.views = views;
        this.replica = identity.name();
        this.memoryBytesMax = config.memoryLimit().asLongValue();
        this.config = config.pool();
    }

    /** @return the new worker's id: never used before, because ended workers' leases are known by it */
    String begin(long nowMillis, Instant now) {
        begun++;
        String id = "%s-%s-%d".formatted(replica, Long.toString(now.getEpochSecond(), Character.MAX_RADIX), begun);
        workers.put(id, new PooledWorker(id, nowMillis, now));
        return id;
    }

    boolean knows(String worker) {
        return workers.containsKey(worker);
    }

    PooledWorker get(String worker) {
        return Optional.ofNullable(workers.get(worker))
                .orElseThrow(() -> new IllegalStateException("no worker " + worker));
    }

    Collection<PooledWorker> all() {
        return List.copyOf(workers.values());
    }

    void ready(String worker, long nowMillis, Instant now) {
        PooledWorker known = workers.get(worker);
        if (known != null && known.stage() == Stage.STARTING) {
            known.enter(Stage.WARM, nowMillis);
            known.alive(nowMillis, now);
            metrics.started(Duration.ofMillis(nowMillis - known.startedMillis()));
        }
    }

    void beat(String worker, Report.Beat beat, long nowMillis, Instant now) {
        PooledWorker known = workers.get(worker);
        if (known != null) {
            known.beat(beat, nowMillis, now);
        }
    }

    /** @return whether it was told to */
    boolean ended(String worker, long nowMillis) {
        PooledWorker gone = workers.remove(worker);
        alarms.remove(worker);
        boolean expected = gone == null || gone.stage() == Stage.STOPPING;
        if (!expected) {
            failuresMillis.addLast(nowMillis);
            metrics.recycled(RecycleReason.CRASHED);
        }
        return expected;
    }

    void drain(String worker, RecycleReason reason, long nowMillis) {
        get(worker).drain(reason, nowMillis);
        if (reason != RecycleReason.SCALED_DOWN) {
            lastRecycleMillis = OptionalLong.of(nowMillis);
            metrics.recycled(reason);
        }
    }

    /** A worker that never came to work counts as a failure, so that its successors are paced. */
    void killed(String worker, long nowMillis) {
        PooledWorker known = get(worker);
        if (known.stage() == Stage.STARTING || known.stage() == Stage.WARM) {
            failuresMillis.addLast(nowMillis);
        }
        known.enter(Stage.STOPPING, nowMillis);
    }

    void collected(String worker, long nowMillis) {
        get(worker).collected(nowMillis, config.measureInterval());
    }

    /** @return whether it is news */
    boolean alarm(String worker, String text) {
        return alarms.put(worker, text) == null;
    }

    void measure(WorkerRuntime runtime, long nowMillis) {
        workers.values().stream().filter(worker -> worker.measureDue(nowMillis)).forEach(worker -> runtime.measure(
                        worker.id())
                .ifPresent(usage -> worker.measured(usage, memoryBytesMax, nowMillis, config.measureInterval())));
    }

    SeenPool seen(long nowMillis, PoolSize size) {
        while (!failuresMillis.isEmpty()
                && nowMillis - failuresMillis.getFirst()
                        > config.failureWindow().toMillis()) {
            failuresMillis.removeFirst();
        }
        return new SeenPool(
                nowMillis,
                size.active(),
                size.warm(),
                workers.values().stream().map(PooledWorker::seen).toList(),
                lastRecycleMillis,
                List.copyOf(failuresMillis));
    }

    PoolView view(long nowMillis, Instant now, WorkerRuntime runtime, PoolSize size) {
        metrics.sizes(all());
        return views.view(all(), runtime, size, List.copyOf(alarms.values()), new PoolViews.Moment(nowMillis, now));
    }
}
