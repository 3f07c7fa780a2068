package dev.cortex.local.launch.job;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;

/**
 * What the outcomes of the tasks did to the router.
 *
 * @param sentence asked before and after
 * @param examplesBefore how many outcomes the model had learned from
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Learning(
        String sentence,
        String expertBefore,
        double confidenceBefore,
        String expertAfter,
        double confidenceAfter,
        long examplesBefore,
        long examplesAfter,
        long epochBefore,
        long epochAfter) {
    /** A model this sure has little left to gain; there it is enough that it stays sure. */
    private static final double SURE = 0.9;

    /** The router changes nothing for an example that it is this sure of. */
    private static final double CERTAIN = 0.995;

    boolean wasCertain() {
        return confidenceBefore >= CERTAIN && expertBefore.equals(expertAfter);
    }

    /** What is wrong with it, if anything. */
    Optional<String> fault() {
        if (examplesAfter <= examplesBefore) {
            return Optional.of("the router's model has learned from no outcome: %d examples before and after"
                    .formatted(examplesBefore));
        }
        boolean sure = confidenceBefore >= SURE && confidenceAfter >= SURE;
        if (confidenceAfter <= confidenceBefore && !sure) {
            return Optional.of("the router is not surer of \"%s\" after its success: %.3f before, %.3f after"
                    .formatted(sentence, confidenceBefore, confidenceAfter));
        }
        return Optional.empty();
    }
}
