package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the log is followed. */
public interface LogSettings {
    /** So many entries in one read. */
    @WithDefault("500")
    @Min(1)
    @Max(10000)
    int page();

    /** How often it is looked at without having been told of a change; the bound on convergence while Redis is away. */
    @WithDefault("1s")
    Duration poll();

    /** How long an answer waits until this replica has followed so far. */
    @WithDefault("10s")
    Duration patience();

    /** And so long for each entry that is still ahead of it. Too small: large batches of outcomes are answered by 503. */
    @WithDefault("2ms")
    Duration patienceEach();
}
