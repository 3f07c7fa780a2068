package dev.cortex.worker.leader;

import dev.cortex.worker.Identity;
import dev.cortex.worker.Trouble;
import dev.cortex.worker.WorkerConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Whether this replica leads. A lease in PostgreSQL, renewed every third of its length. INVARIANT: a replica that could not
 * renew for as long as the lease lasts stops leading by its own clock, before another can begin.
 */
@Singleton
public final class Leadership {
    private static final Logger LOG = Logger.getLogger(Leadership.class);
    private static final String NAME = "pool";
    private static final int RENEWALS_PER_LEASE = 3;

    private final PostgresLease lease;
    private final String holder;
    private final Duration length;
    private volatile long leadsUntilNanos = System.nanoTime();
    private volatile boolean leading;
    private volatile boolean following;
    private final Trouble trouble = new Trouble(LOG, "renewing the leader's lease");
    private Optional<Cancellable> renewing = Optional.empty();

    Leadership(PostgresLease lease, Identity identity, WorkerConfig config) {
        this.lease = lease;
        this.holder = identity.name();
        this.length = config.leader().lease();
    }

    public synchronized void start() {
        renewing = Optional.of(Multi.createFrom()
                .ticks()
                .every(length.dividedBy(RENEWALS_PER_LEASE))
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> renew())
                .subscribe()
                .with(done -> {}));
    }

    public boolean leads() {
        return leading && leadsUntilNanos - System.nanoTime() > 0;
    }

    /**
     * Whether another replica is known to lead. While the database does not answer this replica neither leads nor follows,
     * and nobody else can begin to lead.
     */
    public boolean follows() {
        return following;
    }

    /** Lets another replica lead at once. */
    public synchronized Uni<Void> resign() {
        renewing.ifPresent(Cancellable::cancel);
        boolean held = leads();
        leading = false;
        return held
                ? lease.release(NAME, holder).onFailure().recoverWithNull()
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> renew() {
        // From before the statement: the database counts from a later moment.
        long askedNanos = System.nanoTime();
        return lease.acquire(NAME, holder, length)
                .invoke(held -> {
                    trouble.worked();
                    if (held != leading) {
                        LOG.infof("this replica %s", held ? "leads now" : "does not lead");
                    }
                    leadsUntilNanos = askedNanos + length.toNanos();
                    leading = held;
                    following = !held;
                })
                .onFailure()
                .invoke(trouble::failed)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
