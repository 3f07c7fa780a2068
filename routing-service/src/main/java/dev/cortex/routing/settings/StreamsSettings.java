package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How streams are consumed. */
public interface StreamsSettings {
    @WithDefault("200")
    @Min(1)
    @Max(1000)
    int batch();

    @WithDefault("500ms")
    Duration block();

    /** A batch without a verdict for so long is taken over by another replica. Too small: work is done twice. */
    @WithDefault("15s")
    Duration lease();

    @WithDefault("10")
    @Min(1)
    int deliveriesMax();

    /** How often the set of experts in Redis is written again, in case Redis lost it. */
    @WithDefault("3s")
    Duration expertsInterval();
}
