package dev.cortex.bench.achievements;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoublePredicate;

/**
 * One thing that was measured, as often as there were runs.
 *
 * @param goal in words
 * @param met whether a value reaches the goal
 */
record Figure(String name, String unit, double[] values, String goal, DoublePredicate met) {
    static Figure atMost(double goal, String name, String unit, double... values) {
        return new Figure(name, unit, values, "<= " + text(goal), value -> value <= goal);
    }

    static Figure below(double goal, String name, String unit, double... values) {
        return new Figure(name, unit, values, "< " + text(goal), value -> value < goal);
    }

    /** Told beside the others; nothing was promised of it. */
    static Figure plain(String name, String unit, double... values) {
        return new Figure(name, unit, values, "", value -> true);
    }

    double median() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    String line() {
        double least = Arrays.stream(values).min().orElse(0);
        double largest = Arrays.stream(values).max().orElse(0);
        return String.format(
                Locale.ROOT,
                "%-54s %12s %10s .. %-10s %-8s %-9s %s",
                name,
                text(median()),
                text(least),
                text(largest),
                unit,
                goal,
                goal.isEmpty() ? "" : met.test(median()) ? "met" : "MISSED");
    }

    static String head() {
        return String.format(
                Locale.ROOT, "%-54s %12s %10s .. %-10s %-8s %s", "", "median", "least", "largest", "unit", "goal");
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, value < 1 ? "%.4f" : "%.2f", value);
    }
}
