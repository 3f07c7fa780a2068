package dev.cortex.gateway.balance;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds retries to a share of the requests in flight, so that a failing upstream gets at most that much more load and never a
 * storm (Envoy's retry budget): {@code retries < max(atLeast, percent of active)}.
 */
public final class RetryBudget {
    private final int percent;
    private final int atLeast;
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    public RetryBudget(int percent, int atLeast) {
        if (percent < 0 || percent > 100 || atLeast < 0) {
            throw new IllegalArgumentException("percent must be 0..100 and atLeast not negative");
        }
        this.percent = percent;
        this.atLeast = atLeast;
    }

    public void begin() {
        active.incrementAndGet();
    }

    /** @param retriesTaken how many {@link #tryRetry} said yes for this request */
    public void end(int retriesTaken) {
        active.decrementAndGet();
        if (retriesTaken > 0) {
            retries.addAndGet(-retriesTaken);
        }
    }

    public boolean tryRetry() {
        int allowed = Math.max(atLeast, (int) ((long) active.get() * percent / 100));
        if (retries.incrementAndGet() > allowed) {
            retries.decrementAndGet();
            return false;
        }
        return true;
    }

    public int active() {
        return active.get();
    }
}
