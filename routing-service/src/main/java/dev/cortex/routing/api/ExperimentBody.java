package dev.cortex.routing.api;

import dev.cortex.routing.experiment.Definition;
import dev.cortex.routing.model.Thresholds;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An experiment as a client defines it. */
record ExperimentBody(
        @Nullable String kind,
        @Nullable CandidateBody candidate,
        @Nullable Double share,
        @Nullable String goal,
        @Nullable Double alpha,
        @Nullable Double margin,
        @Nullable Long sampleMin,
        @Nullable Long sampleMax) {
    private static final double ALPHA = 0.05;
    private static final double MARGIN = 0.02;
    private static final long SAMPLE_MIN = 100;
    private static final long SAMPLE_MAX = 20_000;

    /** What decides otherwise; the model is another space's, or one of this space's past by epoch or seq. */
    record CandidateBody(
            @Nullable ThresholdsBody thresholds,
            @Nullable String space,
            @Nullable Long epoch,
            @Nullable Long seq) {}

    /** What is left out stays as configured. */
    record ThresholdsBody(
            @Nullable Double confident,
            @Nullable Double lead,
            @Nullable Double worthAsking) {
        Thresholds over(Thresholds present) {
            return new Thresholds(
                    confident == null ? present.confident() : confident,
                    lead == null ? present.lead() : lead,
                    worthAsking == null ? present.worthAsking() : worthAsking);
        }
    }

    /** The epoch of the candidate's model, which has to be looked for in the log. */
    @Nullable
    Long epoch() {
        return candidate == null ? null : candidate.epoch();
    }

    /** @param foundSeq where the epoch was found, when one is given */
    Definition definition(Thresholds present, @Nullable Long foundSeq, long sampleLimit) {
        if (candidate == null) {
            throw Refusal.INVALID.because("Field 'candidate' is required: what decides otherwise.");
        }
        if (candidate.epoch() != null && candidate.seq() != null) {
            throw Refusal.INVALID.because("The candidate's model is told by 'epoch' or by 'seq', not by both.");
        }
        long most = sampleMax == null ? Math.min(SAMPLE_MAX, sampleLimit) : sampleMax;
        if (most > sampleLimit) {
            throw Refusal.INVALID.because("Field 'sample_max' is at most " + sampleLimit + ".");
        }
        try {
            ThresholdsBody by = candidate.thresholds();
            return new Definition(
                    word("kind", kind, null, Definition.Kind.values()),
                    new Definition.Candidate(
                            by == null ? null : by.over(present),
                            candidate.space(),
                            foundSeq == null ? candidate.seq() : foundSeq),
                    share == null ? 0.5 : share,
                    word("goal", goal, Definition.Goal.RIGHT, Definition.Goal.values()),
                    alpha == null ? ALPHA : alpha,
                    margin == null ? MARGIN : margin,
                    sampleMin == null ? Math.min(SAMPLE_MIN, most) : sampleMin,
                    most);
        } catch (IllegalArgumentException e) {
            throw Refusal.INVALID.because("The experiment can not be taken: " + e.getMessage() + ".");
        }
    }

    private static <T extends Enum<T>> T word(String field, @Nullable String given, @Nullable T otherwise, T[] values) {
        if (given == null && otherwise != null) {
            return otherwise;
        }
        return Arrays.stream(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(given))
                .findFirst()
                .orElseThrow(() -> Refusal.INVALID.because("Field '" + field + "' is one of "
                        + Arrays.toString(values).toLowerCase(Locale.ROOT) + "."));
    }
}
