package dev.cortex.routing.snapshot;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The snapshots that are kept. */
interface SnapshotStore {
    /** Keeps the snapshots of one place of the log, and forgets all but the last few places. */
    Uni<Void> keep(List<Snapshot> together, int placesKept);

    /** The last place of the log that has a snapshot; 0 when none has. */
    Uni<Long> lastPlace();

    /**
     * All snapshots of the last place that has any of this format and is not beyond the end of the log, as after the
     * database was set back; none when there are none.
     */
    Uni<List<Snapshot>> latest();
}
