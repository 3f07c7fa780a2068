package dev.cortex.routing.outcome;

import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Method;
import java.util.Optional;

/** Whom the router held for the right one, and how sure it was: its own belief, whoever the task went to in the end. */
public record Prediction(String expert, double confidence) {
    /** Empty when the task named its expert: the router was not asked. */
    static Optional<Prediction> of(Decision decision) {
        if (decision.method() == Method.NAMED) {
            return Optional.empty();
        }
        return decision.scores().entrySet().stream()
                .findFirst()
                .map(best -> new Prediction(best.getKey(), Math.clamp(best.getValue(), 0.0, 1.0)));
    }
}
