package dev.cortex.routing.outcome;

import dev.cortex.routing.model.Router;
import dev.cortex.routing.space.LogEntry;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Models as they were. */
public interface Past {
    /**
     * The router that a space has after the rollback: what it had learned then, the experts of now, and an epoch of its
     * own. Empty when the entry leads nowhere, as into the time before the space was made; that is so on every replica.
     */
    Uni<Optional<Router>> rolledBack(LogEntry.RolledBack entry);
}
