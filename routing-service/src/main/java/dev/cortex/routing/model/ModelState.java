package dev.cortex.routing.model;

import java.util.List;

/**
 * What can be told about a model.
 *
 * @param weightsHash equal for replicas that have read the same log
 * @param examples judged tasks held against what the router would have answered
 * @param lessons those that changed the model
 * @param accuracyProgressive share of examples answered right before they were learned
 * @param accuracyRecent the same for about the last 500
 * @param ece expected calibration error, 0..1
 * @param driftAlarms how often errors rose so much that the model was loosened to learn anew
 * @param temperature by which learned scores are divided
 */
public record ModelState(
        long epoch,
        String weightsHash,
        long examples,
        long lessons,
        double accuracyProgressive,
        double accuracyRecent,
        double ece,
        List<Band> reliability,
        long driftAlarms,
        double temperature,
        int experts,
        int features,
        int cells) {
    /** One line of the reliability table: how sure and how right the router was, in a band of confidence. */
    public record Band(double from, double to, long count, double confidence, double accuracy) {}
}
