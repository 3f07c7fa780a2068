package dev.cortex.worker.pool;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.leader.Leadership;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What the API can see of the workers and wish for them, at whichever replica. */
@Singleton
public final class Workers {
    private final PostgresPool rows;
    private final PoolWishes wishes;
    private final Leadership leadership;
    private final Path logDir;

    Workers(PostgresPool rows, PoolWishes wishes, Leadership leadership, WorkerConfig config) {
        this.rows = rows;
        this.wishes = wishes;
        this.leadership = leadership;
        this.logDir = Path.of(config.child().logDir()).toAbsolutePath();
    }

    /** Empty when no replica has led yet. */
    public Uni<Optional<PoolView>> view() {
        Optional<PoolView> own = leadership.leads() ? wishes.shown() : Optional.empty();
        return own.isPresent() ? Uni.createFrom().item(own) : rows.seen();
    }

    public Uni<Void> resize(PoolSize size) {
        return rows.resize(size).chain(this::hurry);
    }

    /** @return false when there is no such worker */
    public Uni<Boolean> recycle(String worker) {
        return wish(new PostgresPool.Wish(worker, PostgresPool.Wish.Kind.RECYCLE, Optional.empty()));
    }

    /** @return the file it will be in, on the machine of the pool's leader; empty when there is no such worker */
    public Uni<Optional<String>> heapDump(String worker) {
        String file = logDir.resolve("heap-" + worker + "-" + Instant.now().toEpochMilli() + ".hprof")
                .toString();
        return wish(new PostgresPool.Wish(worker, PostgresPool.Wish.Kind.HEAP_DUMP, Optional.of(file)))
                .map(known -> known ? Optional.of(file) : Optional.empty());
    }

    private Uni<Boolean> wish(PostgresPool.Wish wish) {
        return view().chain(view -> view.filter(seen -> seen.has(wish.worker())).isPresent()
                ? rows.wish(wish).chain(this::hurry).replaceWith(true)
                : Uni.createFrom().item(false));
    }

    /** The leader need not wait for its next look at the rows. */
    private Uni<Void> hurry() {
        return leadership.leads() ? wishes.exchange() : Uni.createFrom().voidItem();
    }
}
