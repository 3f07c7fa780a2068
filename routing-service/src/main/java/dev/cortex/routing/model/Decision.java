package dev.cortex.routing.model;

import java.util.List;
import java.util.Map;

/**
 * Who should do a task.
 *
 * @param confidence the probability, 0..1, that {@code expert} is the right one
 * @param parallel with {@link Strategy#MULTI_EXPERT_PARALLEL} everyone worth asking, the best first; else empty
 * @param scores probabilities by expert, the best first: all of a small space, the top few of a large one
 * @param why told in words only when somebody asks
 * @param epoch the state of the model that decided: another epoch may answer otherwise
 */
public record Decision(
        String expert,
        double confidence,
        Strategy strategy,
        Method method,
        List<String> parallel,
        Map<String, Double> scores,
        Explanation why,
        long epoch) {
    public Decision(
            String expert,
            double confidence,
            Strategy strategy,
            Method method,
            List<String> parallel,
            Map<String, Double> scores,
            String explanation,
            long epoch) {
        this(expert, confidence, strategy, method, parallel, scores, new Explanation(explanation), epoch);
    }

    public String explanation() {
        return why.toString();
    }
}
