package dev.cortex.worker.pool;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pool as {@code GET /api/workers} shows it. */
public record PoolView(
        String version,
        List<WorkerView> activeWorkers,
        Stats stats,
        Limits limits,
        List<String> alarms,
        Instant seenAt) {

    /**
     * @param role {@code active}, {@code warm} or {@code draining}
     * @param state {@code starting}, {@code parked}, {@code idle}, {@code running}, {@code draining} or {@code stopping}
     * @param healthScore at least 80 is healthy, at least 50 degraded
     */
    public record WorkerView(
            String workerId,
            String role,
            @Nullable Long pid,
            String state,
            double memoryMb,
            double cpuPercent,
            int tasksRunning,
            long tasksDone,
            Instant startedAt,
            Instant lastHeartbeat,
            int healthScore) {}

    public record Stats(
            int totalActive,
            int totalWarm,
            int totalStarting,
            int totalDraining,
            int wishedActive,
            int wishedWarm,
            long recycledTotal,
            Map<String, Long> recycledByReason) {}

    public record Limits(double memoryMb, long tasks, long ageSeconds, long heartbeatSeconds, int concurrency) {}

    boolean has(String worker) {
        return activeWorkers.stream().anyMatch(view -> view.workerId().equals(worker));
    }
}
