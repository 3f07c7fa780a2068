package dev.cortex.bench.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoutingApiBenchTest {
    @Test
    void argumentsAreAFileAJarAndOptions() {
        RoutingApiBench.Wish wish =
                RoutingApiBench.Wish.of("clinc.json", "run.jar", "--experts", "domains", "--singles", "0");
        assertEquals(List.of(Clinc.Experts.DOMAINS), wish.experts());
        assertEquals(0, wish.singles());
        assertEquals(2, RoutingApiBench.Wish.of("a", "b").experts().size());
        assertThrows(IllegalArgumentException.class, () -> RoutingApiBench.Wish.of("a"));
        assertThrows(IllegalArgumentException.class, () -> RoutingApiBench.Wish.of("a", "b", "--experts", "x"));
        assertThrows(IllegalArgumentException.class, () -> RoutingApiBench.Wish.of("a", "b", "--singles", "-1"));
    }

    @Test
    void aRateIsOfWhatARequestIsMadeOf() {
        AtomicLong clock = new AtomicLong();
        Latencies latencies = new Latencies(clock::get);
        for (int n = 0; n < 10; n++) {
            latencies.time(() -> clock.addAndGet(100_000_000));
        }
        String told = latencies.told(50);
        assertTrue(told.contains("500/s") && told.contains("p50 100."), told);
    }
}
