package dev.cortex.routing.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cortex.routing.model.Thresholds;
import dev.cortex.routing.statistics.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What is compared with what decides now, and when that is settled. It never changes under way.
 *
 * @param share of the tasks that the candidate decides (ab) or looks on at (shadow)
 */
public record Definition(
        Kind kind,
        Candidate candidate,
        double share,
        Goal goal,
        double alpha,
        double margin,
        long sampleMin,
        long sampleMax) {
    /** Whether the candidate acts. */
    public enum Kind {
        /** It answers silently beside. */
        @JsonProperty("shadow")
        SHADOW,
        /** It decides its share of the tasks. */
        @JsonProperty("ab")
        AB
    }

    /** What a win is. */
    public enum Goal {
        /** The first choice was right. */
        @JsonProperty("right")
        RIGHT,
        /** One of those that were asked was right. */
        @JsonProperty("asked")
        ASKED
    }

    /**
     * What decides otherwise: other thresholds, another model, or both.
     *
     * @param space whose router decides
     * @param seq the entry of this space's log after which the model was
     */
    public record Candidate(
            @Nullable Thresholds thresholds,
            @Nullable String space,
            @Nullable Long seq) {
        public Candidate {
            if (thresholds == null && space == null && seq == null) {
                throw new IllegalArgumentException(
                        "the candidate has thresholds, or a model: a space, an epoch or a seq");
            }
            if (space != null && seq != null) {
                throw new IllegalArgumentException(
                        "the candidate's model is another space's or a former one of this, not both");
            }
        }
    }

    public Definition {
        if (!(share > 0 && share <= 1) || (kind == Kind.AB && share > 0.99)) {
            throw new IllegalArgumentException("share is above 0 and at most 1, of an ab experiment at most 0.99");
        }
        if (!(alpha >= 0.0001 && alpha <= 0.5 && margin >= 0 && margin <= 0.5)) {
            throw new IllegalArgumentException("alpha is 0.0001 to 0.5 and margin 0 to 0.5");
        }
        if (sampleMin < 1 || sampleMax < sampleMin) {
            throw new IllegalArgumentException("1 <= sample_min <= sample_max");
        }
    }

    Rule rule() {
        return new Rule(alpha, margin, sampleMin, sampleMax);
    }
}
