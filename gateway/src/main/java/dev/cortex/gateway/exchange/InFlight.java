package dev.cortex.gateway.exchange;

import java.util.concurrent.atomic.AtomicInteger;

/** Exchanges that are going on, over all event loops. */
public final class InFlight {
    private final AtomicInteger count = new AtomicInteger();

    void begin() {
        count.incrementAndGet();
    }

    void end() {
        count.decrementAndGet();
    }

    public int count() {
        return count.get();
    }
}
