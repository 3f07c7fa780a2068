package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What one space's model may hold; when full, the features that were met least are dropped. */
public interface ModelSettings {
    /** Distinct features. Too small: rare words are forgotten. Each costs about 120 bytes. */
    @WithDefault("262144")
    @Min(1024)
    @Max(16777216)
    int featuresMax();

    /** Weights. Too small: with many experts rare words are forgotten. Each costs 30 bytes, after a drift 60. */
    @WithDefault("2097152")
    @Min(1024)
    @Max(67108864)
    int cellsMax();

    /** Old examples gone over again while new ones are learned. Larger: a little more accurate, 1 KB each. */
    @WithDefault("8192")
    @Min(16)
    @Max(1000000)
    int rehearsedMax();

    /** What a task's failure says about its routing, 0..1: it may have failed for other reasons. */
    @WithDefault("0.2")
    @DecimalMin("0")
    @DecimalMax("1")
    double failureStrength();
}
