package dev.cortex.routing.snapshot;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The models that are remembered, a bounded number for each space. */
interface EpochBook {
    /** @return those that nobody had noted before: replicas note the same */
    Uni<List<EpochNote>> note(List<EpochNote> notes);

    /** The last ones of a space, the latest first. */
    Uni<List<EpochNote>> list(String space, int limit);

    /** The last one of a kind. */
    Uni<Optional<EpochNote>> last(String space, EpochNote.Kind kind);

    /** The last note of the epoch, or of the one before it that is nearest; not of a former space of that name. */
    Uni<Optional<EpochNote>> atOrBelow(String space, long epoch);
}
