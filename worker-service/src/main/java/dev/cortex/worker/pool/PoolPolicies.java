package dev.cortex.worker.pool;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.policy.PoolLimits;
import dev.cortex.worker.policy.PoolPolicy;
import dev.cortex.worker.policy.StartPacing;
import jakarta.inject.Singleton;

/** The policy with the configured bounds. */
@Singleton
final class PoolPolicies {
    private final PoolPolicy policy;

    PoolPolicies(WorkerConfig config) {
        WorkerConfig.Pool pool = config.pool();
        this.policy = new PoolPolicy(
                new PoolLimits(
                        config.heartbeat().max(),
                        pool.ageMax(),
                        pool.tasksMax(),
                        pool.recycleFloor(),
                        pool.startMax(),
                        pool.drainMax(),
                        pool.stopMax(),
                        pool.startsAtOnce()),
                new StartPacing(pool.failureBackoff(), pool.failuresMax(), pool.failureWindow(), pool.breakerOpen()));
    }

    PoolPolicy policy() {
        return policy;
    }
}
