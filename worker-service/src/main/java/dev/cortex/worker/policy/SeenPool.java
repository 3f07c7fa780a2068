package dev.cortex.worker.policy;

import java.util.List;
import java.util.OptionalLong;

/**
 * All that {@link PoolPolicy} decides upon.
 *
 * @param nowMillis of the monotonic clock the workers' times are of
 * @param active wished number of workers that claim
 * @param warm wished number of workers parked behind them
 * @param lastRecycleMillis when a worker was last replaced by plan
 * @param recentFailuresMillis when workers ended by themselves, oldest first, at most those of the breaker's window
 */
public record SeenPool(
        long nowMillis,
        int active,
        int warm,
        List<SeenWorker> workers,
        OptionalLong lastRecycleMillis,
        List<Long> recentFailuresMillis) {}
