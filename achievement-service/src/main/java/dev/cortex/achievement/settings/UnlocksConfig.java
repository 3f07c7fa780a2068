package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Tiers that were reached, and who listens. */
public interface UnlocksConfig {
    /** How often what was left untold is looked for. Longer: after a failure it is told later. */
    @WithDefault("5s")
    Duration sweepEvery();

    /** A listener looks this often even when nothing was heard over Redis. Shorter: more queries a listener. */
    @WithDefault("5s")
    Duration lookEvery();

    /** So often a quiet listener gets a comment. Longer than what stands between waits: connections are closed. */
    @WithDefault("15s")
    Duration heartbeat();

    /** Listeners at once of this replica; more are refused with 503. Each costs a small query an unlock. */
    @WithDefault("200")
    @Min(1)
    int listenersMax();
}
