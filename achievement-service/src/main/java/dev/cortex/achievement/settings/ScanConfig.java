package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Deep scans. They are paid in the background, and only for those who ask. */
public interface ScanConfig {
    /** Whether everyone whose progress is read is scanned too. It costs about 4 points for 100 merged pull requests. */
    @WithDefault("false")
    boolean automatic();

    /** So long after the last one nobody is scanned again by himself. Shorter: more points for less news. */
    @WithDefault("1d")
    Duration again();

    /** So long after one was completed a request does not begin another. Shorter: impatient people cost points. */
    @WithDefault("10s")
    Duration cooldown();

    /** Scans of this replica at once; each has one request to GitHub under way. Too many: people wait in line with them. */
    @WithDefault("2")
    @Min(1)
    @Max(20)
    int atOnce();

    /**
     * So long without a page a scan is taken for left by a dead replica. Shorter than a page with its retries takes: two
     * replicas read the same page, and one does so in vain. Longer: after a crash it waits.
     */
    @WithDefault("1m")
    Duration lease();

    /** How often scans that are due are looked for. Longer: one that rested or was left goes on later. */
    @WithDefault("5s")
    Duration sweepEvery();
}
