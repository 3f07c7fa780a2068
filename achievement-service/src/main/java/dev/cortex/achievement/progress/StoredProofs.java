package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.observation.Survey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;

/** {@link Proofs} in the store, and in the answer that is kept warm. */
@Singleton
final class StoredProofs implements Proofs {
    private final ProgressStore store;
    private final ProgressCache cache;

    StoredProofs(ProgressStore store, ProgressCache cache) {
        this.store = store;
        this.cache = cache;
    }

    @Override
    public Uni<Void> prove(String nodeId, Map<String, Survey> surveys) {
        return store.prove(nodeId, surveys).flatMap(known -> known.map(this::warm)
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> warm(Snapshot known) {
        return Login.parse(known.login())
                .map(login -> cache.renew(login, known))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
