package dev.cortex.routing.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the reports tell. Each looks at the latest rows of its span up to a bound; {@code truncated} tells that there were
 * more.
 */
public final class Reports {
    private Reports() {}

    /**
     * How often the router was right, before it was told, over time.
     *
     * @param buckets those with outcomes, in the order of time
     */
    public record Accuracy(
            String space,
            Instant from,
            Instant to,
            long bucketSeconds,
            List<Bucket> buckets,
            Bucket total,
            long rows,
            boolean truncated) {}

    /**
     * @param outcomes all that came in
     * @param judged those that tell whether the router's first choice was right
     * @param accuracy null when none was judged
     */
    public record Bucket(
            Instant from,
            Instant to,
            long outcomes,
            long judged,
            long right,
            @Nullable Double accuracy,
            @Nullable Double meanConfidence) {}

    /** How sure decisions were: a histogram, and the confidence that so many percent of them stay below. */
    public record Confidence(
            String space,
            Instant from,
            Instant to,
            List<Bar> histogram,
            Map<String, Double> percentiles,
            @Nullable Double mean,
            long rows,
            boolean truncated) {}

    public record Bar(double from, double to, long count) {}

    /**
     * How far confidence and accuracy are apart.
     *
     * @param ece expected calibration error: the mean distance, weighted by how many are in a band
     * @param mce the largest distance of a band
     * @param brier mean square of confidence minus right (1) or wrong (0)
     */
    public record Calibration(
            String space,
            Instant from,
            Instant to,
            long judged,
            @Nullable Double ece,
            @Nullable Double mce,
            @Nullable Double brier,
            List<Band> reliability,
            long rows,
            boolean truncated) {}

    public record Band(double from, double to, long count, double confidence, double accuracy) {}

    /**
     * Whom the router took for whom, of the outcomes that tell who was right.
     *
     * @param cells the most frequent of all combinations, those where it was right among them
     * @param pairs the most frequent mistakes
     */
    public record Confusion(
            String space,
            Instant from,
            Instant to,
            long judged,
            long right,
            List<Cell> cells,
            List<Cell> pairs,
            long rows,
            boolean truncated) {}

    public record Cell(String predicted, String right, long count, double share) {}

    public record Experts(
            String space,
            Instant from,
            Instant to,
            long decisions,
            List<ExpertLine> experts,
            long rows,
            boolean truncated) {}

    /**
     * One expert.
     *
     * @param share of all decisions
     * @param meanConfidence of the decisions for it
     * @param outcomes about it, whether it was right or not
     * @param precision of the times it was predicted and judged, how often it was right
     * @param recall of the times it was right, how often it had been predicted
     * @param failures outcomes that say it was not right
     */
    public record ExpertLine(
            String expert,
            long decisions,
            double share,
            @Nullable Double meanConfidence,
            long outcomes,
            @Nullable Double precision,
            @Nullable Double recall,
            long failures) {}

    /** Decisions of which nothing was heard yet, the oldest first. */
    public record Pending(
            String space,
            Instant from,
            Instant to,
            long pending,
            Map<String, Long> byAge,
            List<Waiting> oldest,
            boolean truncated) {}

    public record Waiting(String taskId, Instant decidedAt, long ageSeconds, String expert, double confidence) {}
}
