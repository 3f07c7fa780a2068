package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Redis is warmth: without it the answers are the same and cost more. */
public interface RedisConfig {
    /**
     * After so long Redis counts as down for this command; one that is gone is noticed at once. Too small: a pause of
     * Redis, or of a JVM that has just started, lets two replicas ask GitHub for the same user. Too large: people wait
     * for a Redis that hangs.
     */
    @WithDefault("1s")
    Duration timeout();

    /**
     * Users whose kept answer is remembered as it was read, by its text: some 10 KB each. Fewer: the same text is parsed
     * again and again. More: memory.
     */
    @WithDefault("1000")
    @Min(0)
    long readMax();
}
