package dev.cortex.bench.routing;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

/** @param deviation of a sample: with n - 1; 0 for a single value */
record Spread(double mean, double deviation, double least, double largest) {
    static Spread of(double... values) {
        DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
        double mean = all.getAverage();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
        return new Spread(mean, deviation, all.getMin(), all.getMax());
    }
}
