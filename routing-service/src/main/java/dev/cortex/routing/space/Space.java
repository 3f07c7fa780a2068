package dev.cortex.routing.space;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.ModelState;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.model.StateWriter;
import dev.cortex.routing.model.Task;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * One router, shared: many decide at once, one learns.
 *
 * <p>The lock is held for one decision or one lesson, some tens of microseconds, never across I/O; that is short enough
 * for an event loop to wait for. A batch of lessons takes it anew for each, so that decisions slip in between.
 */
public final class Space {
    private final String name;
    private final Router router;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile long epoch;

    public Space(String name, Router router) {
        this.name = name;
        this.router = router;
        this.epoch = router.epoch();
    }

    public String name() {
        return name;
    }

    /** Read before a look-up in the cache: a decision found under it is one that this model would make. */
    public long epoch() {
        return epoch;
    }

    public Optional<Decision> decide(Task task) {
        return reading(() -> router.decide(task));
    }

    public List<Expert> experts() {
        return reading(router::experts);
    }

    public Optional<Expert> expert(String id) {
        return reading(() -> router.expert(id));
    }

    public double recentAccuracy() {
        return reading(router::recentAccuracy);
    }

    public long driftAlarms() {
        return reading(router::driftAlarms);
    }

    public double calibrationError() {
        return reading(router::calibrationError);
    }

    public ModelState state() {
        return reading(router::state);
    }

    public void write(StateWriter out) {
        lock.readLock().lock();
        try {
            router.write(out);
        } finally {
            lock.readLock().unlock();
        }
    }

    void put(Expert expert) {
        writing(() -> router.put(expert));
    }

    void retire(String expert) {
        writing(() -> router.retire(expert));
    }

    /** @return whether the router found that the world has changed */
    boolean learn(Judgement judgement) {
        boolean[] drifted = new boolean[1];
        writing(() -> drifted[0] = router.learn(judgement));
        return drifted[0];
    }

    private <T> T reading(Supplier<T> action) {
        lock.readLock().lock();
        try {
            return action.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void writing(Runnable action) {
        lock.writeLock().lock();
        try {
            action.run();
            epoch = router.epoch();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
