package dev.cortex.mesh.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * Buckets for request times with one at 0.2 s: neither Micrometer's nor OpenTelemetry's own have it, and without it
 * nobody can tell whether the 95th percentile is below 200 ms.
 */
final class HttpBuckets {
    private static final double[] NANOS = DoubleStream.of(1, 5, 10, 25, 50, 100, 200, 500, 1_000, 2_500, 5_000, 10_000)
            .map(millis -> millis * Duration.ofMillis(1).toNanos())
            .toArray();

    private HttpBuckets() {}

    @Produces
    @Singleton
    static MeterFilter filter() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().startsWith("http.server.requests")
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(NANOS)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
