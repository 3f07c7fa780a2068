package dev.cortex.routing.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cortex.routing.statistics.Interval;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment has found so far.
 *
 * @param trials tasks that fell to it, by arm
 * @param judged those of which an outcome tells whether they were won
 * @param verdict {@code continue}, {@code stop_candidate_wins}, {@code stop_control_wins} or {@code stop_no_difference}
 * @param decidedAfter judged tasks when the verdict was given; 0 while there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Findings(
        String space,
        String id,
        String state,
        Definition definition,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Boolean adopted,
        Map<String, Long> trials,
        long judged,
        Map<String, ArmFindings> arms,
        Difference difference,
        Evidence test,
        String verdict,
        long decidedAfter) {
    /** @param interval Wilson's, of the win rate */
    public record ArmFindings(long count, long wins, double winRate, Interval interval) {}

    /**
     * Of the win rates, the candidate's minus the control's.
     *
     * @param interval for a sample that ends here
     * @param alwaysValid one that holds at all times at once
     */
    public record Difference(double value, Interval interval, Interval alwaysValid) {}

    /**
     * @param evidence against no difference, now; stops at {@code 1 / alpha}
     * @param pValue valid at any time: the inverse of the largest evidence so far
     */
    public record Evidence(String method, double evidence, double peak, double pValue, double alpha) {}
}
