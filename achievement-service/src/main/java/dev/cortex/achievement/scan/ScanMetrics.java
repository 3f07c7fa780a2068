package dev.cortex.achievement.scan;

import dev.cortex.achievement.walk.Page;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What scans do and cost. */
@Singleton
final class ScanMetrics {
    private final MeterRegistry meters;
    private final Counter pages;
    private final Counter items;
    private final Counter points;

    ScanMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.pages = counter("cortex.achievement.scan.pages", "Pages read by deep scans");
        this.items = counter("cortex.achievement.scan.items", "Things looked at by deep scans");
        this.points = counter("cortex.achievement.scan.points", "GraphQL points that deep scans took");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }

    void page(Page page) {
        pages.increment();
        items.increment(page.items().size());
        points.increment(page.points());
    }

    /** @param outcome a constant */
    void ended(String outcome) {
        meters.counter("cortex.achievement.scan.runs", "outcome", outcome).increment();
    }
}
