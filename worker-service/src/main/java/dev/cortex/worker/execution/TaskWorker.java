package dev.cortex.worker.execution;

import dev.cortex.mesh.stream.ConsumerSettings;
import dev.cortex.mesh.stream.StreamConsumer;
import dev.cortex.mesh.stream.StreamConsumers;
import dev.cortex.worker.Identity;
import dev.cortex.worker.WorkerConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A worker: parked at first, with everything connected; then it claims and runs tasks until it is drained.
 *
 * <p>Safe for use by several threads; its state changes under its own lock.
 */
@Singleton
public final class TaskWorker {
    private static final Logger LOG = Logger.getLogger(TaskWorker.class);
    private static final String GROUP = "workers";
    private static final String DEAD_LETTERS = "cortex.dead.tasks";
    // An entry comes again only while PostgreSQL does not answer; the row, not the entry, is what must not get lost.
    private static final int DELIVERIES_MAX = 100;

    private final StreamConsumers consumers;
    private final ExpertStreams experts;
    private final Claiming claiming;
    private final Leases leases;
    private final Finishing finishing;
    private final RedisServing serving;
    private final ConsumerSettings settings;
    private final List<Cancellable> background = new ArrayList<>();
    private Optional<StreamConsumer> consumer = Optional.empty();
    private State state = State.PARKED;

    /** What it is at. */
    public enum State {
        PARKED,
        CLAIMING,
        DRAINING,
        DRAINED
    }

    TaskWorker(
            StreamConsumers consumers,
            ExpertStreams experts,
            Claiming claiming,
            Leases leases,
            Finishing finishing,
            RedisServing serving,
            Settings settings) {
        this.consumers = consumers;
        this.experts = experts;
        this.claiming = claiming;
        this.leases = leases;
        this.finishing = finishing;
        this.serving = serving;
        this.settings = settings.consumer(experts);
    }

    /** How a worker reads, from the configuration. */
    @Singleton
    static final class Settings {
        private final WorkerConfig.Execution config;
        private final String worker;

        Settings(WorkerConfig config, Identity identity) {
            this.config = config.execution();
            this.worker = identity.name();
        }

        ConsumerSettings consumer(ExpertStreams experts) {
            return new ConsumerSettings(
                    experts::names,
                    GROUP,
                    worker,
                    config.concurrency(),
                    config.concurrency(),
                    config.readBlock(),
                    config.entryLease(),
                    DELIVERIES_MAX,
                    DEAD_LETTERS,
                    true);
        }
    }

    /** Connects to everything and goes through the statements once, so that the first task finds all of it ready. */
    public Uni<Void> park() {
        return claiming.warmUp().chain(finishing::warmUp).invoke(this::startBackground);
    }

    /** From now on it claims tasks. Does nothing unless it is parked. */
    public synchronized void activate() {
        if (state == State.PARKED) {
            state = State.CLAIMING;
            consumer = Optional.of(consumers.openEach(settings, claiming::handle));
            LOG.info("claims tasks now");
        }
    }

    /** Completes when nothing runs any more; claims nothing from now on. */
    public Uni<Void> drain() {
        Optional<StreamConsumer> open;
        synchronized (this) {
            if (state == State.DRAINED) {
                return Uni.createFrom().voidItem();
            }
            state = State.DRAINING;
            open = consumer;
        }
        return open.map(StreamConsumer::drain)
                .orElseGet(() -> Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.warnf("draining ended early: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .invoke(this::drained);
    }

    /** Hands back what runs: other workers may have it at once. */
    public void handBack() {
        leases.stopAll();
    }

    public synchronized State state() {
        return state;
    }

    public int running() {
        return leases.count();
    }

    /** Attempts ended since the start. */
    public long done() {
        return finishing.count();
    }

    private synchronized void startBackground() {
        background.add(experts.start());
        background.add(serving.start(() -> state() == State.CLAIMING));
        background.addAll(leases.start());
    }

    private synchronized void drained() {
        state = State.DRAINED;
        background.forEach(Cancellable::cancel);
        background.clear();
    }
}
