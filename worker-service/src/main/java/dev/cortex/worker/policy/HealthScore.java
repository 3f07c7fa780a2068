package dev.cortex.worker.policy;

/**
 * 100 minus what is wrong: at least 80 is healthy, at least 50 degraded. The weights for processor and memory are those
 * that users of the original know; silence weighs as much as both together.
 */
public final class HealthScore {
    private HealthScore() {}

    /**
     * @param cpuPercent of one processor
     * @param memoryShare of the limit, 1 = at the limit
     * @param silenceShare of the longest silence allowed, 1 = about to be replaced
     */
    public static int of(double cpuPercent, double memoryShare, double silenceShare) {
        return 100
                - penalty(cpuPercent, 60, 80, 15)
                - penalty(memoryShare, 0.6, 0.8, 15)
                - penalty(silenceShare, 0.5, 1.0, 30);
    }

    private static int penalty(double value, double warn, double critical, int points) {
        if (value > critical) {
            return 2 * points;
        }
        return value > warn ? points : 0;
    }
}
