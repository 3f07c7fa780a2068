package dev.cortex.routing.snapshot;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The snapshots that are kept. */
interface SnapshotStore {
    /**
     * Keeps the snapshots of all spaces at one place of the log. Forgets other places, but not the last few, and of the
     * older ones the oldest in each doubling of age: any place of the past has one not far before it.
     */
    Uni<Void> keep(List<Snapshot> together, int placesKept);

    /** Keeps one space's own, and forgets all but the last few of that space's own. */
    Uni<Void> keepOne(Snapshot snapshot, int kept);

    /** The last place of the log that has snapshots of all spaces; 0 when none has. */
    Uni<Long> lastPlace();

    /**
     * All snapshots of the last complete place of this format that is not beyond the end of the log, as after the
     * database was set back; none when there are none.
     */
    Uni<List<Snapshot>> latest();

    /** The places not after {@code place} at which the space has a snapshot, the last first. */
    Uni<List<Long>> places(String space, long place);

    Uni<Optional<Snapshot>> find(String space, long seq);
}
