package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** One request for one user over all replicas. */
public interface FlightConfig {
    /**
     * After so long another replica may start its own flight, because the first one is taken for dead. Longer than
     * GitHub's timeout with its repeats.
     */
    @WithDefault("25s")
    Duration lease();

    /** How long a replica waits for the flight of another before it starts its own. */
    @WithDefault("12s")
    Duration patience();

    /** How often it looks whether the other has landed; the first looks come sooner. */
    @WithDefault("100ms")
    Duration lookEvery();
}
