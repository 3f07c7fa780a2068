package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How evenly the experts of a space are used; see {@code balance.Balance}. */
public interface BalanceSettings {
    /** So many decisions make up the load, and nothing is evened out before. Too small: chance is taken for load. */
    @WithDefault("1000")
    @Min(10)
    @Max(100000)
    int window();

    /**
     * An expert may be chosen in place of the favourite while its probability is at most so far behind; 0 switches it
     * off. Larger: more even, and more often wrong.
     */
    @WithDefault("0.05")
    @DecimalMin("0")
    @DecimalMax("0.5")
    double distance();

    /** By which a bias moves, twenty times a window. Too small: slow; too large: it swings. */
    @WithDefault("0.02")
    @DecimalMin("0.0001")
    @DecimalMax("0.5")
    double step();

    /** A load so far from the mean, as a share of it, is even enough. */
    @WithDefault("0.1")
    @DecimalMin("0")
    @DecimalMax("10")
    double tolerance();
}
