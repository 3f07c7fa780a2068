package dev.cortex.routing.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Confidence against accuracy in bands of equal width, and what follows from it (Guo et al. 2017, section 2). */
final class ReliabilityTable {
    private final int count;
    private final List<Sum> sums;

    /** @param sums of the bands that are not empty */
    ReliabilityTable(int count, List<Sum> sums) {
        this.count = count;
        this.sums = List.copyOf(sums);
    }

    /** What is in one band: how many, the sum of their confidences, how many were right, the sum of squared distances. */
    record Sum(int band, long judged, double confidence, long hits, double squares) {
        double error() {
            return Math.abs(confidence - hits) / judged;
        }
    }

    long judged() {
        return sums.stream().mapToLong(Sum::judged).sum();
    }

    @Nullable
    Double expectedError() {
        long judged = judged();
        return judged == 0
                ? null
                : sums.stream().mapToDouble(sum -> sum.error() * sum.judged()).sum() / judged;
    }

    @Nullable
    Double largestError() {
        return judged() == 0
                ? null
                : sums.stream().mapToDouble(Sum::error).max().orElse(0);
    }

    @Nullable
    Double brier() {
        long judged = judged();
        return judged == 0 ? null : sums.stream().mapToDouble(Sum::squares).sum() / judged;
    }

    List<Reports.Band> bands() {
        return sums.stream()
                .map(sum -> new Reports.Band(
                        sum.band() / (double) count,
                        (sum.band() + 1) / (double) count,
                        sum.judged(),
                        sum.confidence() / sum.judged(),
                        sum.hits() / (double) sum.judged()))
                .toList();
    }
}
