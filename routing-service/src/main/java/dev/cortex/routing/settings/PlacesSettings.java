package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Places of experts that have a capacity. */
public interface PlacesSettings {
    /** A task without an outcome gives its place up after this. Too small: experts get more than they can have at once. */
    @WithDefault("15m")
    Duration keep();

    /** How often places are compared with the database. */
    @WithDefault("1m")
    Duration compareInterval();
}
