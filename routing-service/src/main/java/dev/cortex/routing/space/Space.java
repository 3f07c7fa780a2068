package dev.cortex.routing.space;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.learner.StateWriter;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.ModelState;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.model.Thresholds;
import dev.cortex.routing.text.Hash;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One router, shared: many decide at once, one learns.
 *
 * <p>The lock is held for one decision or one lesson, some tens of microseconds, never across I/O; that is short enough
 * for an event loop to wait for. A batch of lessons takes it anew for each, so that decisions slip in between.
 */
public final class Space {
    private final String name;
    private Router router;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile long epoch;
    private volatile long changes;
    private volatile @Nullable Told told;
    private volatile @Nullable Thresholds adopted;
    private volatile Edition edition = new Edition(-1, 0);
    private volatile ExpertFacts known = ExpertFacts.NONE;

    public Space(String name, Router router) {
        this.name = name;
        this.router = router;
        this.epoch = router.epoch();
    }

    public String name() {
        return name;
    }

    /** Grows whenever answers may have changed. */
    public long epoch() {
        return epoch;
    }

    /**
     * A state of the model, as a key of what was decided by it.
     *
     * @param fingerprint of the experts and of what was learned: replicas that read the same log agree on it. It goes over
     *     sums that every lesson moves, and not over the weights, which takes too long to do after each
     */
    public record Edition(long epoch, long fingerprint) {}

    /** Read before a look-up in the cache: a decision found under it is one that this model would make. */
    public Edition edition() {
        Edition former = edition;
        if (former.epoch() == epoch) {
            return former;
        }
        Edition fresh = reading(this::fingerprint);
        edition = fresh;
        return fresh;
    }

    /** With a lock held. */
    private ExpertFacts about() {
        if (known.of() != router) {
            known = ExpertFacts.of(router);
        }
        return known;
    }

    /** How many experts there are. */
    public int size() {
        return experts(ExpertFacts::count);
    }

    /** How many tasks those experts can have at once that can not have any number. */
    public Map<String, Integer> capacities() {
        return experts(ExpertFacts::capacities);
    }

    /** Those that were here and are retired. */
    public List<String> retired() {
        return experts(ExpertFacts::retired);
    }

    /** Judged tasks that its model was held against. */
    public long examples() {
        return reading(router::examples);
    }

    /** About how much memory it takes. */
    public long bytes() {
        return reading(() -> about().bytes() + router.bytes());
    }

    private <T> T experts(Function<ExpertFacts, T> question) {
        return question.apply(reading(this::about));
    }

    private Edition fingerprint() {
        long hash = Hash.add(Hash.SEED, about().hash());
        hash = Hash.add(hash, Double.doubleToLongBits(router.calibrationError()));
        hash = Hash.add(hash, Double.doubleToLongBits(router.recentAccuracy()));
        hash = Hash.add(hash, Objects.hashCode(adopted));
        return new Edition(router.epoch(), Hash.add(hash, router.driftAlarms()));
    }

    public Optional<Decision> decide(Task task) {
        return reading(() -> {
            Thresholds own = adopted;
            return own == null ? router.decide(task) : router.decide(task, own);
        });
    }

    /** What this space would answer by other thresholds than its own. */
    public Optional<Decision> decide(Task task, Thresholds other) {
        return reading(() -> router.decide(task, other));
    }

    /** The thresholds that were set for this space; empty when it decides by those of the configuration. */
    public Optional<Thresholds> thresholds() {
        return Optional.ofNullable(adopted);
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

    public boolean driftWarning() {
        return reading(router::driftWarning);
    }

    public double calibrationError() {
        return reading(router::calibrationError);
    }

    /** Its hash goes over every weight, so it is taken once for each change of the model, however often one asks. */
    public ModelState state() {
        Told known = told;
        if (known != null && known.changes == changes) {
            return known.state;
        }
        return reading(() -> {
            Told fresh = new Told(changes, router.state());
            told = fresh;
            return fresh.state;
        });
    }

    private record Told(long changes, ModelState state) {}

    public void write(StateWriter out) {
        lock.readLock().lock();
        try {
            router.write(out);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Decides by other thresholds from now on, which another epoch tells of. */
    void adopt(Thresholds other, long unheardOf) {
        writing(() -> {
            adopted = other;
            router.renumber(unheardOf);
        });
    }

    /** As it was written down. */
    public static Space restored(String name, Router router, @Nullable Thresholds thresholds) {
        Space space = new Space(name, router);
        space.adopted = thresholds;
        return space;
    }

    /** Decides by another model from now on. */
    void replace(Router other) {
        writing(() -> {
            router = other;
            known = ExpertFacts.NONE;
        });
    }

    void put(Expert expert) {
        writing(() -> {
            router.put(expert);
            known = ExpertFacts.NONE;
        });
    }

    void retire(String expert) {
        writing(() -> {
            router.retire(expert);
            known = ExpertFacts.NONE;
        });
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
        } finally {
            // Also after a lesson that broke off half-way.
            epoch = router.epoch();
            // Under the lock: nobody else writes it.
            long next = changes + 1;
            changes = next;
            lock.writeLock().unlock();
        }
    }
}
