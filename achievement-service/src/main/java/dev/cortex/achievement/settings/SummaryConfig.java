package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;

/** The materialized view of all users. */
public interface SummaryConfig {
    /** Changes of so long are shown by one refresh. Shorter: more work for the database. */
    @WithDefault("2s")
    Duration refreshDelay();

    /**
     * The share of the time that refreshes may take, over all replicas: one that took a second is followed by a pause of
     * nine. Larger: with very many users the database does little else. Smaller: the view lags further behind.
     */
    @WithDefault("0.1")
    @DecimalMin("0.001")
    @DecimalMax("1")
    double refreshShare();

    /** No pause is longer than this, however long a refresh takes. */
    @WithDefault("5m")
    Duration refreshDelayMax();
}
