package dev.cortex.mesh.telemetry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How much is told about what a service does. */
@ConfigMapping(prefix = "cortex.telemetry")
public interface TelemetrySettings {
    /**
     * The share of traces that is kept, 0 to 1, decided once where a trace begins. Too small: rare failures leave no
     * trace. Too large: telemetry costs more than it tells. 0.1 where CORTEX_ENV is {@code production}.
     */
    @WithDefault("1.0")
    double sampleRatio();

    /** Where traces go (OTLP); without it none is recorded, and the context is still passed on. */
    Optional<String> endpoint();

    /** From when on an operation is slow enough for a warning. */
    @WithDefault("1s")
    Duration slow();
}
