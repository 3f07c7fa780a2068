package dev.cortex.routing.experiment;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The experiments by space and id. */
interface ExperimentStore {
    /** What became of a wish to change one. */
    sealed interface Written {
        record Done(Experiment experiment) implements Written {}

        /** There is another one of that id, or one that is not in a state for it. */
        record Conflict(String reason) implements Written {}

        record NotFound() implements Written {}
    }

    /** Starts a new one; a repetition finds it running. */
    Uni<Written> start(String space, String id, Definition definition);

    /** From running to stopped, or back. */
    Uni<Written> change(String space, String id, Experiment.State from, Experiment.State to);

    /** For good. */
    Uni<Written> conclude(String space, String id, boolean adopted);

    Uni<Optional<Experiment>> find(String space, String id);

    /** The latest first. */
    Uni<List<Experiment>> list(String space, int limit);

    Uni<List<Experiment>> running(int limit);

    /** With its trials. */
    Uni<Boolean> delete(String space, String id);
}
