package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The cache of decisions, in this process and in Redis. */
public interface CacheSettings {
    @WithDefault("1000")
    @Min(0)
    @Max(1000000)
    long entriesMax();

    /** An entry serves so long at most; a learned change is seen at once in any case, because it changes the key. */
    @WithDefault("5m")
    Duration keep();

    /** Only decisions more confident than this are reused. */
    @WithDefault("0.8")
    double confidenceAbove();

    /**
     * So many decisions this replica shares in {@code keep} through Redis, 0 for none: the bound on the memory that they
     * take there, 1 KB each. Too small: a starting replica decides what others have decided.
     */
    @WithDefault("20000")
    @Min(0)
    @Max(10000000)
    long sharedMax();
}
