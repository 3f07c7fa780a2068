package dev.cortex.mesh.stream;

import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is to be written and writes it together: all that comes in one turn of the event loop, and all that
 * comes while a write is on its way. What could not be written is kept and written again.
 *
 * <p>All methods are called on the consumer's context.
 */
final class Settling<T> {
    private static final Logger LOG = Logger.getLogger(Settling.class);

    /** From the first repetition after a moment, to about one a second at a Redis that stays away. */
    private static final Backoff BACKOFF = new Backoff(20, 1_000);

    /** In one write: below the client's bound of waiting commands (2048), and what Lua unpacks onto its stack (8,000). */
    private static final int ITEMS_MAX = 1_000;

    private final ContextInternal context;
    private final Function<List<T>, Future<?>> write;
    private final Runnable written;
    private List<T> waiting = new ArrayList<>();
    private int writing;
    private int failures;
    private boolean scheduled;
    private boolean stopped;

    /** @param written called after each successful write */
    Settling(ContextInternal context, Function<List<T>, Future<?>> write, Runnable written) {
        this.context = context;
        this.write = write;
        this.written = written;
    }

    void add(T item) {
        waiting.add(item);
        schedule();
    }

    int pending() {
        return waiting.size() + writing;
    }

    /** Gives up what is not written; it stays pending in Redis. */
    void stop() {
        stopped = true;
        waiting.clear();
    }

    private void schedule() {
        if (!scheduled && writing == 0 && !waiting.isEmpty() && !stopped) {
            scheduled = true;
            context.runOnContext(turn -> flush());
        }
    }

    private void flush() {
        scheduled = false;
        if (stopped) {
            return;
        }
        List<T> items = new ArrayList<>(waiting.subList(0, Math.min(ITEMS_MAX, waiting.size())));
        waiting = new ArrayList<>(waiting.subList(items.size(), waiting.size()));
        writing = items.size();
        write.apply(items).onComplete(result -> context.emit(result.cause(), failure -> finished(items, failure)));
    }

    private void finished(List<T> items, @Nullable Throwable failure) {
        writing = 0;
        if (failure == null) {
            failures = 0;
            schedule();
            written.run();
            return;
        }
        items.addAll(waiting);
        waiting = items;
        failures++;
        LOG.debugf(failure, "%d entries not settled, attempt %d", items.size(), failures);
        scheduled = true;
        long millis = BACKOFF.millis(failures, ThreadLocalRandom.current().nextDouble());
        context.setTimer(millis, timer -> flush());
    }
}
