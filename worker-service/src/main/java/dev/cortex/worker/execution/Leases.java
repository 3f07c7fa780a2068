package dev.cortex.worker.execution;

import dev.cortex.worker.Identity;
import dev.cortex.worker.Trouble;
import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.task.RedisPokes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keeps what this worker runs: renews all its leases by one statement every third of their length, apart from the tasks
 * themselves, so that a slow task does not lose its lease. A task that turns out not to be ours any more is let go.
 */
@Singleton
final class Leases {
    private static final Logger LOG = Logger.getLogger(Leases.class);
    private static final int RENEWALS_PER_LEASE = 3;
    private static final Duration RECONNECT_MIN = Duration.ofMillis(200);
    private static final Duration RECONNECT_MAX = Duration.ofSeconds(5);

    private final PostgresClaims claims;
    private final Trouble trouble = new Trouble(LOG, "renewing the leases of running tasks");
    private final RedisPokes pokes;
    private final String worker;
    private final Duration interval;
    private final Map<UUID, Lease> held = new ConcurrentHashMap<>();

    Leases(PostgresClaims claims, RedisPokes pokes, Identity identity, WorkerConfig config) {
        this.claims = claims;
        this.pokes = pokes;
        this.worker = identity.name();
        this.interval = config.execution().lease().dividedBy(RENEWALS_PER_LEASE);
    }

    /** Renews until cancelled. A cancelled task is looked at as soon as its poke arrives, and at the latest then. */
    List<Cancellable> start() {
        Cancellable renewing = Multi.createFrom()
                .ticks()
                .every(interval)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> renew())
                .subscribe()
                .with(done -> {});
        Cancellable listening = pokes.receiveCancelled()
                .filter(ids -> ids.stream().anyMatch(held::containsKey))
                .onItem()
                .transformToUniAndConcatenate(ids -> renew())
                .onFailure()
                .retry()
                .withBackOff(RECONNECT_MIN, RECONNECT_MAX)
                .indefinitely()
                .subscribe()
                .with(done -> {});
        return List.of(renewing, listening);
    }

    Lease hold(ClaimedTask task) {
        var lease = new Lease(task);
        held.put(task.id(), lease);
        return lease;
    }

    void release(Lease lease) {
        held.remove(lease.task().id(), lease);
    }

    int count() {
        return held.size();
    }

    void stopAll() {
        held.values().forEach(Lease::stop);
    }

    /** Never fails: the database may be back before the leases end. */
    private Uni<Void> renew() {
        Collection<Lease> leases = List.copyOf(held.values());
        if (leases.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return claims.renew(worker, leases.stream().map(Lease::held).toList())
                .invoke(renewed -> loseOthers(leases, new HashSet<>(renewed)))
                .invoke(trouble::worked)
                .replaceWithVoid()
                .onFailure()
                .invoke(trouble::failed)
                .onFailure()
                .recoverWithNull();
    }

    private void loseOthers(Collection<Lease> leases, Set<UUID> renewed) {
        leases.stream()
                .filter(lease -> !renewed.contains(lease.task().id()))
                // One that was finished meanwhile is no longer running, and no longer held either.
                .filter(lease -> held.get(lease.task().id()) == lease)
                .forEach(Lease::lose);
    }
}
