package dev.cortex.worker.pool;

import dev.cortex.worker.Trouble;
import dev.cortex.worker.WorkerConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Between the pool's thread and the database: brings it the wished size and the wishes about workers, and takes away what it
 * saw. The pool never waits for the database; while that is away it goes on with what it last knew.
 */
@Singleton
final class PoolWishes {
    private static final Logger LOG = Logger.getLogger(PoolWishes.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final PostgresPool rows;
    private final Trouble trouble = new Trouble(LOG, "reading and writing the pool's rows");
    private final List<PostgresPool.Wish> waiting = new ArrayList<>();
    private volatile PoolSize size;
    private volatile Optional<PoolView> shown = Optional.empty();
    private volatile Runnable changed = () -> {};

    PoolWishes(PostgresPool rows, WorkerConfig config) {
        this.rows = rows;
        this.size = new PoolSize(config.pool().active(), config.pool().warm());
    }

    void whenChanged(Runnable action) {
        changed = action;
    }

    Cancellable start(java.util.function.BooleanSupplier leads) {
        return Multi.createFrom()
                .ticks()
                .every(INTERVAL)
                .onOverflow()
                .drop()
                .filter(tick -> leads.getAsBoolean())
                .onItem()
                .transformToUniAndConcatenate(tick -> exchange())
                .subscribe()
                .with(done -> {});
    }

    /** Never fails. */
    Uni<Void> exchange() {
        return rows.size()
                .invoke(set -> set.filter(wished -> !wished.equals(size)).ifPresent(this::resized))
                .chain(rows::takeWishes)
                .invoke(this::add)
                .chain(() ->
                        shown.map(rows::see).orElseGet(() -> Uni.createFrom().voidItem()))
                .invoke(trouble::worked)
                .onFailure()
                .invoke(trouble::failed)
                .onFailure()
                .recoverWithNull();
    }

    PoolSize size() {
        return size;
    }

    /** Each wish is given out once. */
    synchronized List<PostgresPool.Wish> take() {
        List<PostgresPool.Wish> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    void show(PoolView view) {
        shown = Optional.of(view);
    }

    /** What this replica saw, if it led. */
    Optional<PoolView> shown() {
        return shown;
    }

    private void resized(PoolSize wished) {
        size = wished;
        changed.run();
    }

    private void add(List<PostgresPool.Wish> wishes) {
        if (!wishes.isEmpty()) {
            synchronized (this) {
                waiting.addAll(wishes);
            }
            changed.run();
        }
    }
}
