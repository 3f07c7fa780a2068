package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Requests of ours to those who subscribed to unlocks. */
public interface OutgoingConfig {
    /** {@code host} or {@code host:port}: all that may subscribe. None: nobody. */
    Optional<List<String>> allowedHosts();

    /** How many may subscribe, over all replicas. */
    @WithDefault("100")
    @Min(1)
    int subscriptionsMax();

    /** So long an answer is waited for. Shorter: slow ones hear twice. Longer: they hold up others. */
    @WithDefault("10s")
    Duration timeout();

    /** Requests of this replica under way at once. */
    @WithDefault("16")
    @Min(1)
    @Max(1000)
    int sentAtOnce();

    /** How often one is tried, the first included. With the pauses below, 12 attempts take about 5 hours. */
    @WithDefault("12")
    @Min(1)
    @Max(30)
    int attemptsMax();

    /** After the first failure; doubles with each, spread by half. */
    @WithDefault("5s")
    Duration firstPause();

    /** No pause is longer. */
    @WithDefault("1h")
    Duration pauseMax();

    /** How often what is due is looked for. */
    @WithDefault("2s")
    Duration lookEvery();

    /** So long one that is over is remembered. */
    @WithDefault("7d")
    Duration kept();
}
