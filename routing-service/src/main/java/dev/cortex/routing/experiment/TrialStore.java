package dev.cortex.routing.experiment;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** The trials of experiments, and what became of them. */
interface TrialStore {
    /** Of a task that is routed again the first trial counts. */
    Uni<Void> keep(List<Trial> trials);

    /** How many there are of each arm. */
    Uni<Map<String, Long>> count(String space, String experiment);

    /** Whether there are as many as {@code max}. */
    Uni<Boolean> reached(String space, String experiment, long max);

    /**
     * What became of those that were judged, in the order of the log, a character each. Of an ab experiment {@code W} and
     * {@code L} for a win and a loss of the candidate, {@code w} and {@code l} of the control; of a shadow {@code 0..3}: 1 for a
     * win of the control, and 2 for one of the candidate.
     */
    Uni<String> results(Experiment experiment, long max);
}
