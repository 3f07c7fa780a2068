package dev.cortex.routing.outcome;

import dev.cortex.routing.model.Judgement;

/**
 * What became known about one task of a space, before it has its place in the log.
 *
 * @param propensity the probability with which the judged expert had been chosen
 * @param source who told: {@code api} or {@code stream}
 */
public record Outcome(String space, Judgement judgement, double propensity, String source) {
    public String taskId() {
        return judgement.task().id();
    }
}
