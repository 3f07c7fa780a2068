package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What reports may cost. */
public interface ReportsSettings {
    /** A report looks at so many of the latest rows of its span. Too small: long spans are cut off; too large: slow. */
    @WithDefault("200000")
    @Min(100)
    @Max(5000000)
    int rowsMax();
}
