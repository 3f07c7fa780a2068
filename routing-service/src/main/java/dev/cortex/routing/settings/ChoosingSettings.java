package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** When one expert is enough. */
public interface ChoosingSettings {
    /** A probability that is enough by itself. Larger: more tasks go to several experts. */
    @WithDefault("0.8")
    @DecimalMin("0.01")
    @DecimalMax("1")
    double confident();

    /** A lead over the second that is enough too. */
    @WithDefault("0.2")
    @DecimalMin("0.01")
    @DecimalMax("1")
    double lead();

    /** Who has at least this is asked in parallel; when nobody has, the task goes to the coordinator. */
    @WithDefault("0.3")
    @DecimalMin("0.01")
    @DecimalMax("1")
    double worthAsking();
}
