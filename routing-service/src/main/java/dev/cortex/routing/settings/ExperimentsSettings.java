package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Bounds of experiments. */
public interface ExperimentsSettings {
    /** How often it is looked which ones run; the bound on how long replicas differ after a change. */
    @WithDefault("1s")
    Duration poll();

    /** So many in one space, ended ones among them. */
    @WithDefault("100")
    @Min(1)
    @Max(10000)
    int ofSpaceMax();

    /** So many run at once in all spaces. Too large: each shadow costs another decision a task. */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int runningMax();

    /** So many run at once with a model of the past, each kept in memory beside the space's own. Too large: memory. */
    @WithDefault("4")
    @Min(1)
    @Max(100)
    int formerMax();

    /** An experiment takes so many trials at most; tasks beyond are decided as if there were none. */
    @WithDefault("1000000")
    @Min(1000)
    long trialsMax();

    /** The largest sample one may ask for. Too large: its findings take long to compute. */
    @WithDefault("200000")
    @Min(100)
    @Max(2000000)
    long sampleMax();

    /** Trials wait so long for company before they are written together. */
    @WithDefault("20ms")
    Duration writeInterval();

    /** So many trials in one statement. */
    @WithDefault("1000")
    @Min(1)
    @Max(5000)
    int writeBatch();

    /** So many trials may wait while the database is away; more are left out of their experiments. */
    @WithDefault("20000")
    @Min(1)
    @Max(1000000)
    int waitingMax();
}
