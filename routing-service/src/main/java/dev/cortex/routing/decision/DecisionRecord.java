package dev.cortex.routing.decision;

import dev.cortex.routing.model.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A decision as answers and the stream of decisions tell it; the names are those of the original's log. */
public record DecisionRecord(
        String taskId,
        Instant timestamp,
        String routingStrategy,
        String routingMethod,
        Choice decision,
        long epoch,
        boolean cached,
        double propensity) {
    private static final String STRATEGY = "mixture_of_experts";

    /** Who, how sure and why. */
    public record Choice(
            String primaryExpert,
            double primaryConfidence,
            String strategy,
            List<String> parallelExperts,
            Map<String, Double> scores,
            String explanation,
            Optional<String> divertedFrom,
            Optional<String> divertedBecause) {}

    public static DecisionRecord of(Routed routed) {
        Decision decision = routed.decision();
        Choice choice = new Choice(
                decision.expert(),
                decision.confidence(),
                decision.strategy().word(),
                decision.parallel(),
                decision.scores(),
                decision.explanation(),
                routed.diverted().map(Diversion::from),
                routed.diverted().map(diversion -> diversion.reason().word()));
        return new DecisionRecord(
                routed.task().id(),
                routed.time(),
                STRATEGY,
                decision.method().word(),
                choice,
                decision.epoch(),
                routed.cached(),
                routed.propensity());
    }
}
