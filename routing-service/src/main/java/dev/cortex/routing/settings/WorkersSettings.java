package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is heard of workers. */
public interface WorkersSettings {
    /** An expert that no worker served for so long, while others were served, gets no tasks. */
    @WithDefault("15s")
    Duration absentAfter();

    /** How often it is looked at. */
    @WithDefault("2s")
    Duration interval();
}
