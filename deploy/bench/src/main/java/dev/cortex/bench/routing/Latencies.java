package dev.cortex.bench.routing;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.HdrHistogram.ConcurrentHistogram;

/** How long requests took, and how many there were in the time they took together. */
final class Latencies {
    private static final long NANOS_MAX = 60_000_000_000L;

    private final ConcurrentHistogram nanos = new ConcurrentHistogram(NANOS_MAX, 3);
    private final LongSupplier clock;
    private final long start;

    Latencies(LongSupplier clock) {
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    void time(Runnable request) {
        long from = clock.getAsLong();
        request.run();
        nanos.recordValue(Math.min(NANOS_MAX, clock.getAsLong() - from));
    }

    /** @param each what a request is made of, as 1,000 tasks */
    String told(int each) {
        double seconds = (clock.getAsLong() - start) / 1e9;
        return String.format(
                Locale.ROOT,
                "%,10.0f/s   p50 %7.3f  p99 %7.3f  max %7.3f ms",
                nanos.getTotalCount() * each / seconds,
                nanos.getValueAtPercentile(50) / 1e6,
                nanos.getValueAtPercentile(99) / 1e6,
                nanos.getMaxValue() / 1e6);
    }
}
