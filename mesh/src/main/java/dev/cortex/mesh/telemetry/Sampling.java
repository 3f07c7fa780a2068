package dev.cortex.mesh.telemetry;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Which traces are recorded: by the trace id, so that every service decides alike, and a child as its parent.
 *
 * <p>Without a collector none: a span that is not recorded costs next to nothing, still has an id for the log and the
 * next service, and the exporter has nothing to send to an address where nobody listens.
 */
final class Sampling {
    private Sampling() {}

    @Produces
    @Singleton
    static Sampler sampler(TelemetrySettings settings) {
        return settings.endpoint().isEmpty()
                ? Sampler.alwaysOff()
                : Sampler.parentBased(Sampler.traceIdRatioBased(settings.sampleRatio()));
    }
}
