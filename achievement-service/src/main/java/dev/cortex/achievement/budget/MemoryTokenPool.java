package dev.cortex.achievement.budget;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.DoubleSupplier;

/** {@link TokenPool} of this process alone. */
final class MemoryTokenPool implements TokenPool {
    private final Ledger ledger;
    private final List<String> purses;
    private final Clock clock;
    private final DoubleSupplier chance;

    /** @param share the part of every account's points and places that is this process' own */
    MemoryTokenPool(List<String> purses, PoolRules rules, double share, Clock clock, DoubleSupplier chance) {
        this.ledger = new Ledger(purses, rules, share);
        this.purses = List.copyOf(purses);
        this.clock = clock;
        this.chance = chance;
    }

    @Override
    public Uni<Grant> take(Ask ask) {
        return Uni.createFrom().item(() -> ledger.take(ask, UUID.randomUUID().toString(), clock.instant()));
    }

    @Override
    public Uni<Void> settle(Lease lease, Verdict verdict) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> ledger.settle(lease, verdict, clock.instant(), chance.getAsDouble()));
    }

    /** What was settled by all replicas together: where to begin should they no longer reach each other. */
    void heard(Lease lease, Verdict verdict) {
        ledger.heard(lease, verdict, clock.instant(), chance.getAsDouble());
    }

    @Override
    public Uni<List<Standing>> standings(Resource resource) {
        return Uni.createFrom().item(() -> purses.stream()
                .map(purse -> ledger.standing(purse, resource, clock.instant()))
                .toList());
    }
}
