package dev.cortex.routing.outcome;

import dev.cortex.routing.decision.Routed;
import dev.cortex.routing.model.Judgement;
import java.util.Optional;

/**
 * What became known about one task of a space, before it has its place in the log.
 *
 * @param propensity the probability with which the judged expert had been chosen
 * @param source who told: {@code api} or {@code stream}
 * @param namesRight it says who was right, rather than whether who did it was
 * @param predicted what the router answered before it was known; empty when it was never asked
 */
public record Outcome(
        String space,
        Judgement judgement,
        double propensity,
        String source,
        boolean namesRight,
        Optional<Prediction> predicted) {
    public String taskId() {
        return judgement.task().id();
    }

    Outcome with(Optional<Prediction> known) {
        return new Outcome(space, judgement, propensity, source, namesRight, known);
    }

    /** With what is known of how the task was decided. */
    Outcome with(Routed routed) {
        return new Outcome(
                space,
                judgement,
                routed.propensityOf(judgement.expert()),
                source,
                namesRight,
                Prediction.of(routed.decision()));
    }
}
