package dev.cortex.worker.policy;

import java.time.Duration;

/**
 * The bounds within which {@link PoolPolicy} keeps the workers.
 *
 * @param heartbeatMax a worker silent for longer is replaced
 * @param ageMax a worker older than this is replaced
 * @param tasksMax a worker that has done more tasks is replaced
 * @param recycleFloor between two replacements by plan, so that a common cause can not empty the pool
 * @param startMax a worker that is not connected after this is ended
 * @param drainMax a worker that still drains after this is ended; its tasks run again elsewhere
 * @param stopMax a worker that was told to end and has not after this is killed
 * @param startsAtOnce so many workers start at the same time, because starting is what costs most
 */
public record PoolLimits(
        Duration heartbeatMax,
        Duration ageMax,
        long tasksMax,
        Duration recycleFloor,
        Duration startMax,
        Duration drainMax,
        Duration stopMax,
        int startsAtOnce) {
    public PoolLimits {
        if (tasksMax < 1 || startsAtOnce < 1) {
            throw new IllegalArgumentException("tasksMax and startsAtOnce are at least 1");
        }
    }
}
