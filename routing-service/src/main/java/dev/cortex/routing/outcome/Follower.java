package dev.cortex.routing.outcome;

import dev.cortex.routing.settings.LogSettings;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.LogEntry;
import dev.cortex.routing.space.Spaces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.jboss.logging.Logger;

/**
 * Folds the log into this replica's spaces, in its order, one page after the other.
 *
 * <p>Whoever learns that there may be more calls {@link #wake}: this replica's own appends, the poke of another one, a
 * slow timer in case the poke was lost. Wake-ups during a run are counted and make it look once more, so that none is
 * missed and only one run is ever under way.
 */
@ApplicationScoped
public class Follower {
    private static final Logger LOG = Logger.getLogger(Follower.class);

    private final OutcomeLog log;
    private final Spaces spaces;
    private final Past past;
    private final LogSettings settings;
    private final Vertx vertx;
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final AtomicBoolean polling = new AtomicBoolean();
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>();
    private final Queue<Runnable> between = new ConcurrentLinkedQueue<>();
    private final Timer applications;
    private final Counter entries;
    private volatile long applied;
    private volatile long head;
    private volatile boolean caughtUpOnce;
    private volatile LongConsumer listener = seq -> {};

    Follower(OutcomeLog log, Spaces spaces, Past past, RoutingSettings settings, Vertx vertx, MeterRegistry meters) {
        this.log = log;
        this.spaces = spaces;
        this.past = past;
        this.settings = settings.log();
        this.vertx = vertx;
        Gauge.builder("cortex.routing.log.behind", this, Follower::behind)
                .description("Entries of the log that decisions of this replica do not rest on yet")
                .register(meters);
        applications = Timer.builder("cortex.routing.log.page")
                .description("Time to learn one page of the log")
                .register(meters);
        entries = Counter.builder("cortex.routing.log.entries")
                .description("Entries of the log that were learned")
                .register(meters);
    }

    private record Waiter(long seq, UniEmitter<? super Long> emitter) implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            return Long.compare(seq, other.seq);
        }
    }

    /** Completes when this replica decides by everything up to {@code seq}; fails when that takes too long. */
    public Uni<Long> upTo(long seq) {
        Uni<Long> followed = Uni.createFrom().emitter(emitter -> {
            Waiter waiter = new Waiter(seq, emitter);
            synchronized (waiters) {
                waiters.add(waiter);
            }
            emitter.onTermination(() -> forget(waiter));
            release();
            wake();
        });
        long ahead = Math.max(0, seq - applied);
        return followed.ifNoItem()
                .after(settings.patience().plus(settings.patienceEach().multipliedBy(ahead)))
                .fail();
    }

    /** There may be more in the log. */
    public void wake() {
        if (wakeUps.getAndIncrement() == 0) {
            run();
        }
    }

    /** Looks at the log from time to time even when nobody says that it changed. */
    public void poll() {
        if (polling.compareAndSet(false, true)) {
            vertx.setPeriodic(settings.poll().toMillis(), timer -> wake());
        }
    }

    /** Before anything was followed: what was restored rests on the log up to here. */
    public void startAfter(long seq) {
        applied = seq;
    }

    /** @param listener told, between two pages, how far the log has been followed */
    public void afterEachPage(LongConsumer listener) {
        this.listener = listener;
    }

    /** Does something with the place of the log that all models are at, while none of them changes. */
    public <T> Uni<T> betweenPages(LongFunction<T> action) {
        return Uni.createFrom().emitter(emitter -> {
            between.add(() -> {
                try {
                    emitter.complete(action.apply(applied));
                } catch (RuntimeException failure) {
                    emitter.fail(failure);
                }
            });
            wake();
        });
    }

    /** The last entry that decisions rest on. */
    public long applied() {
        return applied;
    }

    /** Entries known to be in the log that decisions do not rest on yet. */
    public long behind() {
        return Math.max(0, head - applied);
    }

    public boolean hasCaughtUpOnce() {
        return caughtUpOnce;
    }

    private void run() {
        int seen = wakeUps.get();
        log.read(applied, settings.page())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(page -> head = page.head())
                .call(page -> fold(page.entries(), 0))
                .invoke(this::end)
                .subscribe()
                .with(page -> goOn(page.to() < page.head(), seen), failure -> {
                    LOG.warnf("the log can not be read, tried again in %s: %s", settings.poll(), failure.toString());
                    // Who asked during the failed read is owed another one; without such a one the timer tries again.
                    goOn(false, seen);
                });
    }

    private void goOn(boolean more, int seen) {
        if (more || !wakeUps.compareAndSet(seen, 0)) {
            run();
        }
    }

    /** Applies up to the next rollback, gets the model that it leads back to, and goes on. */
    private Uni<Void> fold(List<LogEntry> page, int from) {
        int at = from;
        long start = System.nanoTime();
        while (at < page.size() && !(page.get(at) instanceof LogEntry.RolledBack)) {
            apply(page.get(at++));
        }
        applications.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        entries.increment(at - from);
        if (at == page.size() || !(page.get(at) instanceof LogEntry.RolledBack back)) {
            return Uni.createFrom().voidItem();
        }
        // Should it fail, because the database is away, then the log is read again from here.
        applied = back.seq() - 1;
        int next = at + 1;
        return past.rolledBack(back)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(router -> router.ifPresent(model -> spaces.replace(back.space(), model)))
                .invoke(router -> applied = back.seq())
                .flatMap(router -> fold(page, next));
    }

    private void apply(LogEntry entry) {
        try {
            spaces.apply(entry);
        } catch (RuntimeException poison) {
            // Every replica meets the same entry in the same state: all skip it, and stay the same.
            LOG.errorf(poison, "entry %d of the log can not be applied and is skipped", entry.seq());
        }
    }

    private void end(OutcomeLog.Page page) {
        applied = page.to();
        caughtUpOnce |= applied >= head;
        release();
        listener.accept(applied);
        for (Runnable due = between.poll(); due != null; due = between.poll()) {
            due.run();
        }
    }

    private void forget(Waiter waiter) {
        synchronized (waiters) {
            waiters.remove(waiter);
        }
    }

    private void release() {
        while (true) {
            Waiter due;
            synchronized (waiters) {
                due = waiters.peek();
                if (due == null || due.seq() > applied) {
                    return;
                }
                waiters.poll();
            }
            due.emitter().complete(applied);
        }
    }
}
