package dev.cortex.mesh.stream;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Settings with short times, to be varied. */
record Reading(
        Supplier<List<String>> streams,
        String consumer,
        int batch,
        int concurrency,
        Duration lease,
        int deliveriesMax) {
    static final String GROUP = "readers";
    static final String DEAD = "test.dead";

    static Reading of(String... streams) {
        List<String> all = List.of(streams);
        return new Reading(() -> all, "one", 10, 10, Duration.ofMillis(600), 3);
    }

    Reading as(String name) {
        return new Reading(streams, name, batch, concurrency, lease, deliveriesMax);
    }

    Reading atOnce(int batch, int concurrency) {
        return new Reading(streams, consumer, batch, concurrency, lease, deliveriesMax);
    }

    Reading lease(Duration lease) {
        return new Reading(streams, consumer, batch, concurrency, lease, deliveriesMax);
    }

    Reading deliveriesMax(int max) {
        return new Reading(streams, consumer, batch, concurrency, lease, max);
    }

    ConsumerSettings settings() {
        return settings(true);
    }

    ConsumerSettings settings(boolean deleteHandled) {
        Duration block = Duration.ofMillis(150);
        return new ConsumerSettings(
                streams, GROUP, consumer, batch, concurrency, block, lease, deliveriesMax, DEAD, deleteHandled);
    }
}
