package dev.cortex.gateway.exchange;

import io.netty.channel.EventLoop;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The timeouts of one event loop. A timer per connection and request would cost a scheduled task each; a look at everyone's deadline
 * ten times a second costs nothing on the hot path, and no timeout here needs to be more exact.
 */
public final class Ticker {
    public static final long PERIOD_MILLIS = 100;

    /** Someone with a deadline; called on the event loop. */
    public interface Ticking {
        void tick(long nowNanos);
    }

    private static final Logger LOG = Logger.getLogger(Ticker.class);

    private final Set<Ticking> ticking = Collections.newSetFromMap(new IdentityHashMap<>());

    public Ticker(EventLoop loop) {
        loop.scheduleAtFixedRate(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Event loop only, as {@link #remove}. */
    public void add(Ticking one) {
        ticking.add(one);
    }

    public void remove(Ticking one) {
        ticking.remove(one);
    }

    /** One that fails must not stop the clock of all others. */
    private static void tick(Ticking one, long now) {
        try {
            one.tick(now);
        } catch (RuntimeException e) {
            LOG.error("a timeout could not be handled", e);
        }
    }

    private void tick() {
        long now = System.nanoTime();
        for (Object one : ticking.toArray()) {
            tick((Ticking) one, now);
        }
    }
}
