package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Happening;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Movement;
import dev.cortex.achievement.observation.Snapshot;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** {@link Movements} in the store, where each is counted once, and then in the cache. */
@Singleton
final class StoredMovements implements Movements {
    private final ProgressStore store;
    private final ProgressCache cache;
    private final Staleness staleness;
    private final MeterRegistry meters;

    StoredMovements(ProgressStore store, ProgressCache cache, Staleness staleness, MeterRegistry meters) {
        this.store = store;
        this.cache = cache;
        this.staleness = staleness;
        this.meters = meters;
    }

    @Override
    public Uni<Void> count(Login login, Optional<String> nodeId, Happening happening, Instant heard) {
        return store.move(login, nodeId, happening, heard)
                .flatMap(movement -> movement.map(known -> settled(login, known, heard))
                        // His first answer may be under way, and not know of it.
                        .orElseGet(() -> letGo(login, heard, "unknown_user")));
    }

    private Uni<Void> settled(Login login, Movement movement, Instant heard) {
        return switch (movement) {
            case Movement.Moved(Snapshot now, boolean sure) -> {
                Uni<Void> renewed = cache.renew(new Login(now.login()), now);
                yield sure
                        ? renewed.invoke(() -> counted("moved"))
                        : renewed.flatMap(_ -> letGo(new Login(now.login()), heard, "widened"));
            }
            case Movement.Nothing _ -> Uni.createFrom().voidItem().invoke(() -> counted("nothing"));
            case Movement.Unclear _ -> letGo(login, heard, "unclear");
        };
    }

    private Uni<Void> letGo(Login login, Instant heard, String outcome) {
        return staleness.before(login, heard).invoke(() -> counted(outcome));
    }

    private void counted(String outcome) {
        meters.counter("cortex.achievement.movements", "outcome", outcome).increment();
    }
}
