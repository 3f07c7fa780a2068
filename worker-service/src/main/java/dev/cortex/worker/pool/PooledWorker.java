package dev.cortex.worker.pool;

import dev.cortex.worker.child.Report;
import dev.cortex.worker.execution.TaskWorker;
import dev.cortex.worker.policy.RecycleReason;
import dev.cortex.worker.policy.SeenWorker;
import dev.cortex.worker.policy.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One worker as the pool remembers it. Used by the pool's thread only. */
final class PooledWorker {
    private final String id;
    private final long startedMillis;
    private final Instant startedAt;
    private Stage stage = Stage.STARTING;
    private long stageSinceMillis;
    private long lastBeatMillis;
    private Instant lastBeatAt;
    private Report.Beat beat = new Report.Beat(TaskWorker.State.PARKED, 0, 0);
    private int overLimit;
    private boolean collected;
    private Optional<RecycleReason> wish = Optional.empty();
    private Optional<RecycleReason> draining = Optional.empty();
    private long memoryBytes;
    private double cpuPercent;
    private Duration cpuTime = Duration.ZERO;
    private long measuredMillis;
    private long measureAfterMillis;

    PooledWorker(String id, long nowMillis, Instant now) {
        this.id = id;
        this.startedMillis = nowMillis;
        this.stageSinceMillis = nowMillis;
        this.lastBeatMillis = nowMillis;
        this.measuredMillis = nowMillis;
        this.startedAt = now;
        this.lastBeatAt = now;
    }

    void enter(Stage next, long nowMillis) {
        stage = next;
        stageSinceMillis = nowMillis;
    }

    void beat(Report.Beat heard, long nowMillis, Instant now) {
        beat = heard;
        alive(nowMillis, now);
    }

    void alive(long nowMillis, Instant now) {
        lastBeatMillis = nowMillis;
        lastBeatAt = now;
    }

    boolean measureDue(long nowMillis) {
        return nowMillis >= measureAfterMillis;
    }

    void measured(WorkerRuntime.Usage usage, long memoryBytesMax, long nowMillis, Duration interval) {
        measureAfterMillis = nowMillis + interval.toMillis();
        long elapsedMillis = Math.max(1, nowMillis - measuredMillis);
        cpuPercent = Math.max(0, usage.cpuTime().minus(cpuTime).toMillis() * 100.0 / elapsedMillis);
        cpuTime = usage.cpuTime();
        measuredMillis = nowMillis;
        memoryBytes = usage.workingSetBytes();
        if (memoryBytes > memoryBytesMax) {
            overLimit++;
        } else {
            overLimit = 0;
            collected = false;
        }
    }

    /** The next measurement comes a full interval later and so after the collection. */
    void collected(long nowMillis, Duration interval) {
        collected = true;
        overLimit = 1;
        measureAfterMillis = nowMillis + interval.toMillis();
    }

    void wish(RecycleReason reason) {
        wish = Optional.of(reason);
    }

    void drain(RecycleReason reason, long nowMillis) {
        draining = Optional.of(reason);
        enter(Stage.DRAINING, nowMillis);
    }

    SeenWorker seen() {
        return new SeenWorker(
                id,
                stage,
                startedMillis,
                stageSinceMillis,
                lastBeatMillis,
                overLimit,
                collected,
                beat.running(),
                beat.done(),
                beat.state() == TaskWorker.State.DRAINED,
                wish,
                draining);
    }

    String id() {
        return id;
    }

    Stage stage() {
        return stage;
    }

    Report.Beat lastBeat() {
        return beat;
    }

    long lastBeatMillis() {
        return lastBeatMillis;
    }

    Instant lastBeatAt() {
        return lastBeatAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    long startedMillis() {
        return startedMillis;
    }

    long memoryBytes() {
        return memoryBytes;
    }

    double cpuPercent() {
        return cpuPercent;
    }

    Optional<RecycleReason> draining() {
        return draining;
    }
}
