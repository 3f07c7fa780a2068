package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** PostgreSQL. */
public interface StoreConfig {
    /** How long a database that is still starting is waited for. Too short: started together, the service fails. */
    @WithDefault("60s")
    Duration patience();

    /**
     * Users written by one transaction. Fewer: many small transactions for a large batch. More: each holds its users'
     * rows for longer, and a failure repeats more.
     */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int joinBatch();

    /**
     * So long an observation is kept after it was made; the latest of each achievement for good. Shorter: the history
     * begins later. Longer: more rows.
     */
    @WithDefault("730d")
    Duration observationsKept();

    /** So long it is kept that a user was looked at. */
    @WithDefault("90d")
    Duration refreshesKept();

    /** How often what is older is looked for. */
    @WithDefault("1h")
    Duration forgetEvery();

    /** Rows forgotten by one transaction. More: others wait for it. Fewer: it takes longer. */
    @WithDefault("2000")
    @Min(1)
    @Max(100000)
    int forgetPage();
}
