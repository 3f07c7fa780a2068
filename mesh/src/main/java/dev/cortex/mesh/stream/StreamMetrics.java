package dev.cortex.mesh.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The metrics of streams. Labels are the family of the stream and the group, never a name out of data. */
@Singleton
final class StreamMetrics {
    private final MeterRegistry registry;
    private final Map<Gauged, AtomicLong> gauges = new ConcurrentHashMap<>();

    @Inject
    StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void published(String stream, int messages) {
        counter("cortex.stream.published", "Messages appended", stream).increment(messages);
    }

    void publishFailed() {
        Counter.builder("cortex.stream.publish.failures")
                .description("Publishings that Redis refused or did not answer in time")
                .register(registry)
                .increment();
    }

    void delivered(String stream, String group, boolean takenOver) {
        Counter.builder("cortex.stream.delivered")
                .description("Deliveries to a consumer; taken_over are those that were delivered before")
                .tags("stream", StreamFamily.of(stream), "group", group, "taken_over", Boolean.toString(takenOver))
                .register(registry)
                .increment();
    }

    void verdict(String stream, String group, Verdict verdict) {
        String kind =
                switch (verdict) {
                    case Verdict.Done done -> "done";
                    case Verdict.Again again -> "again";
                    case Verdict.Dead dead -> "dead";
                };
        Counter.builder("cortex.stream.verdicts")
                .description("What became of deliveries")
                .tags("stream", StreamFamily.of(stream), "group", group, "verdict", kind)
                .register(registry)
                .increment();
    }

    void handled(String stream, String group, long nanos) {
        Timer.builder("cortex.stream.handling")
                .description("From the hand-over of a delivery, or a batch of them, to its verdict")
                .tags("stream", StreamFamily.of(stream), "group", group)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void readFailed(String group, RedisFailure failure) {
        Counter.builder("cortex.stream.read.failures")
                .description("Reads of a consumer that failed, by what was wrong with Redis")
                .tags("group", group, "kind", failure.label)
                .register(registry)
                .increment();
    }

    /** Of the family as a whole, as this process last saw it; the same in every member of the group. */
    void backlog(String family, String group, long pending, long waiting) {
        Tags tags = Tags.of("stream", family, "group", group);
        gauge("cortex.stream.pending", tags).set(pending);
        gauge("cortex.stream.waiting", tags).set(waiting);
    }

    private AtomicLong gauge(String name, Tags tags) {
        return gauges.computeIfAbsent(
                new Gauged(name, tags),
                missing -> registry.gauge(name, tags, new AtomicLong(), AtomicLong::doubleValue));
    }

    private record Gauged(String name, Tags tags) {}

    /** All consumers of the group in this process together. */
    void inFlight(String group, long change) {
        gauge("cortex.stream.in.flight", Tags.of("group", group)).addAndGet(change);
    }

    private Counter counter(String name, String description, String stream) {
        return Counter.builder(name)
                .description(description)
                .tags("stream", StreamFamily.of(stream))
                .register(registry);
    }
}
