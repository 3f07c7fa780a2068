package dev.cortex.routing.snapshot;

import dev.cortex.routing.model.Router;
import dev.cortex.routing.space.LogEntry;
import java.util.Optional;

/** Watches a replay for the last entry after which the router has an epoch. Epochs only grow, so it ends beyond it. */
final class EpochSearch {
    private final Replay replay;
    private final long epoch;
    private long place = -1;
    private boolean beyond;

    EpochSearch(Replay replay, long epoch, long start) {
        this.replay = replay;
        this.epoch = epoch;
        look(start);
    }

    boolean goesOn(LogEntry entry) {
        look(entry.seq());
        return !beyond;
    }

    Optional<Long> place() {
        return place < 0 ? Optional.empty() : Optional.of(place);
    }

    private void look(long seq) {
        long now = replay.router().map(Router::epoch).orElse(-1L);
        place = now == epoch ? seq : place;
        beyond = now > epoch;
    }
}
