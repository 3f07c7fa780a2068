package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Redis on the way of a decision. */
public interface RedisSettings {
    /** How long an answer is waited for. Too small: never in time; too large: a Redis that hangs is felt. */
    @WithDefault("50ms")
    Duration patience();

    /** After several answers that did not come Redis is not asked for so long. */
    @WithDefault("5s")
    Duration pause();
}
