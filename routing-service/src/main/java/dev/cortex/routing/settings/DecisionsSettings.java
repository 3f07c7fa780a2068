package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How decisions made over HTTP are stored. */
public interface DecisionsSettings {
    /** Decisions wait so long for company before they are written together. Too large: outcomes sent to another replica wait. */
    @WithDefault("10ms")
    Duration writeInterval();

    /** So many decisions in one statement. */
    @WithDefault("1000")
    @Min(1)
    @Max(5000)
    int writeBatch();

    /** So many decisions may wait while the database is away; beyond, routing answers 503. */
    @WithDefault("20000")
    @Min(1)
    @Max(1000000)
    int waitingMax();

    /** Decisions are forgotten after this. Too small: late outcomes find no task. */
    @WithDefault("30d")
    Duration keep();

    /** How often old decisions are looked for. */
    @WithDefault("15m")
    Duration forgetInterval();

    /** So many are forgotten with one statement. Too large: the statement holds others up. */
    @WithDefault("5000")
    @Min(1)
    @Max(100000)
    int forgetBatch();
}
