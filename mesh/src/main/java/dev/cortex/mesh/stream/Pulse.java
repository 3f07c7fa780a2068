package dev.cortex.mesh.stream;

import io.vertx.core.impl.ContextInternal;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a member does again and again while it lives, beside reading: renew the leases it holds, measure the backlog. */
final class Pulse {
    /** Below the usual scrape interval of 15 s, so that every scrape sees a new value. */
    private static final long BACKLOG_MILLIS = 10_000;

    private final ContextInternal context;
    private final BooleanSupplier living;

    Pulse(ContextInternal context, BooleanSupplier living) {
        this.context = context;
        this.living = living;
    }

    /** Three times in a lease, so that one lost renewal does not cost it. */
    void renew(Membership membership, InFlight inFlight, long leaseMillis) {
        every(Math.max(1, leaseMillis / 3), () -> {
            if (inFlight.size() > 0) {
                membership.renew(inFlight.keys());
            }
        });
    }

    void measure(Backlog backlog, Supplier<List<String>> streams) {
        every(BACKLOG_MILLIS, () -> backlog.measure(streams.get()));
    }

    private void every(long millis, Runnable beat) {
        context.setPeriodic(millis, timer -> {
            if (living.getAsBoolean()) {
                beat.run();
            } else {
                context.owner().cancelTimer(timer);
            }
        });
    }
}
