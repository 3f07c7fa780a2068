package dev.cortex.worker.pool;

import dev.cortex.worker.policy.RecycleReason;
import dev.cortex.worker.policy.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The meters about workers, declared once. A worker's id is never a label: ids are without number. */
@Singleton
final class PoolMetrics {
    private final Map<Stage, AtomicInteger> sizes = new EnumMap<>(Stage.class);
    private final AtomicLong largestBytes = new AtomicLong();
    private final Map<RecycleReason, Counter> recycled = new EnumMap<>(RecycleReason.class);
    private final Timer starts;

    PoolMetrics(MeterRegistry registry) {
        for (Stage stage : Stage.values()) {
            var size = new AtomicInteger();
            sizes.put(stage, size);
            Gauge.builder("cortex.workers", size, AtomicInteger::get)
                    .description("Workers by where they are in their life")
                    .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        for (RecycleReason reason : RecycleReason.values()) {
            recycled.put(
                    reason,
                    Counter.builder("cortex.workers.recycled")
                            .description("Workers replaced")
                            .tag("reason", reason.label())
                            .register(registry));
        }
        Gauge.builder("cortex.workers.memory.max", largestBytes, AtomicLong::get)
                .description("Working set of the largest worker")
                .baseUnit("bytes")
                .register(registry);
        this.starts = Timer.builder("cortex.workers.start")
                .description("From a worker's start until it is parked and connected")
                .publishPercentileHistogram()
                .register(registry);
    }

    void sizes(Collection<PooledWorker> workers) {
        sizes.forEach((stage, size) -> size.set(
                (int) workers.stream().filter(worker -> worker.stage() == stage).count()));
        largestBytes.set(
                workers.stream().mapToLong(PooledWorker::memoryBytes).max().orElse(0));
    }

    void started(Duration duration) {
        starts.record(duration);
    }

    void recycled(RecycleReason reason) {
        Optional.ofNullable(recycled.get(reason)).ifPresent(Counter::increment);
    }

    long recycledTotal() {
        return recycledByReason().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Every reason for which a worker was replaced, as far as it happened. */
    Map<String, Long> recycledByReason() {
        Map<String, Long> counts = new LinkedHashMap<>();
        recycled.forEach((reason, counter) -> {
            long count = Math.round(counter.count());
            if (count > 0) {
                counts.put(reason.label(), count);
            }
        });
        return counts;
    }
}
