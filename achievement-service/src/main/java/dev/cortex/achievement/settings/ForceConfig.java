package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Who may ask GitHub again before it is time, and how often. */
public interface ForceConfig {
    /**
     * Names of the gateway's keys that may; {@code *} is everyone. A caller behind the gateway's back, such as a
     * worker, always may.
     */
    @WithDefault("*")
    List<String> allowed();

    /**
     * What was fetched within so long answers a forced request too. 0: every one costs a point, and a loop of one
     * client spends the budget of all. Too long: who waits for a change does not see it.
     */
    @WithDefault("10s")
    Duration floor();
}
