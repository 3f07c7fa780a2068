package dev.cortex.worker.pool;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.policy.HealthScore;
import dev.cortex.worker.policy.Stage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the pool's picture for people. */
@Singleton
final class PoolViews {
    private static final double MEGABYTE = 1024.0 * 1024.0;

    private final String version;
    private final WorkerConfig config;
    private final PoolMetrics metrics;

    PoolViews(
            @ConfigProperty(name = "quarkus.application.version") String version,
            WorkerConfig config,
            PoolMetrics metrics) {
        this.version = version;
        this.config = config;
        this.metrics = metrics;
    }

    record Moment(long nowMillis, Instant now) {}

    /** Workers that are still starting are only counted: they can do nothing yet. */
    PoolView view(
            Collection<PooledWorker> workers,
            WorkerRuntime runtime,
            PoolSize size,
            List<String> alarms,
            Moment moment) {
        List<PoolView.WorkerView> shown = workers.stream()
                .filter(worker -> worker.stage() != Stage.STARTING)
                .map(worker -> view(worker, runtime.pid(worker.id()), moment.nowMillis()))
                .toList();
        var stats = new PoolView.Stats(
                count(workers, Stage.ACTIVE),
                count(workers, Stage.WARM),
                count(workers, Stage.STARTING),
                count(workers, Stage.DRAINING) + count(workers, Stage.STOPPING),
                size.active(),
                size.warm(),
                metrics.recycledTotal(),
                metrics.recycledByReason());
        return new PoolView(version, shown, stats, limits(), alarms, moment.now());
    }

    private PoolView.Limits limits() {
        return new PoolView.Limits(
                rounded(config.memoryLimit().asLongValue() / MEGABYTE),
                config.pool().tasksMax(),
                config.pool().ageMax().toSeconds(),
                config.heartbeat().max().toSeconds(),
                config.execution().concurrency());
    }

    private PoolView.WorkerView view(PooledWorker worker, OptionalLong pid, long nowMillis) {
        double silence = nowMillis - worker.lastBeatMillis();
        return new PoolView.WorkerView(
                worker.id(),
                role(worker.stage()),
                pid.isPresent() ? pid.getAsLong() : null,
                state(worker),
                rounded(worker.memoryBytes() / MEGABYTE),
                rounded(worker.cpuPercent()),
                worker.lastBeat().running(),
                worker.lastBeat().done(),
                worker.startedAt(),
                worker.lastBeatAt(),
                HealthScore.of(
                        worker.cpuPercent(),
                        worker.memoryBytes() / (double) config.memoryLimit().asLongValue(),
                        silence / config.heartbeat().max().toMillis()));
    }

    private static String role(Stage stage) {
        return switch (stage) {
            case STARTING, WARM -> "warm";
            case ACTIVE -> "active";
            case DRAINING, STOPPING -> "draining";
        };
    }

    private static String state(PooledWorker worker) {
        return switch (worker.stage()) {
            case STARTING -> "starting";
            case WARM -> "parked";
            case ACTIVE -> worker.lastBeat().running() > 0 ? "running" : "idle";
            case DRAINING -> "draining";
            case STOPPING -> "stopping";
        };
    }

    private static int count(Collection<PooledWorker> workers, Stage stage) {
        return (int) workers.stream().filter(worker -> worker.stage() == stage).count();
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
