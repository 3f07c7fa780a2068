package dev.cortex.bench.routing;

import dev.cortex.bench.routing.Trial.Result;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A line a seed, then mean, standard deviation, least and largest of each column, then the goal. */
final class Table {
    private record Column(String name, String goal, ToDoubleFunction<Result> value, int digits) {}

    private final PrintStream out;
    private final List<Column> columns;

    Table(PrintStream out, Clinc.Experts experts) {
        this.out = out;
        boolean fine = experts == Clinc.Experts.INTENTS;
        columns = List.of(
                new Column("progressive", fine ? ">= .90" : "", Result::progressive, 4),
                new Column("test", fine ? ">= .94" : ">= .975", Result::test, 4),
                new Column("ece", "<= .02", Result::calibrationError, 4),
                new Column("oos-auroc", fine ? ">= .97" : "", Result::areaUnderCurve, 4),
                new Column("oos-refused", "", Result::outsideRefused, 4),
                new Column("in-refused", "", Result::insideRefused, 4),
                new Column("back-after", "<= 1500", Result::backAfter, 0),
                new Column("by-success", "", Result::bySuccess, 4),
                new Column("then-test", "", Result::bySuccessTest, 4));
    }

    void head(int experts) {
        out.println();
        line(experts + " experts", columns.stream().map(Column::name).toList());
    }

    void seed(long seed, Result result) {
        line(
                "seed " + seed,
                columns.stream()
                        .map(column -> number(column, column.value().applyAsDouble(result)))
                        .toList());
    }

    void spread(List<Result> results) {
        List<Spread> spreads = columns.stream()
                .map(column ->
                        Spread.of(results.stream().mapToDouble(column.value()).toArray()))
                .toList();
        summary("mean", spreads, Spread::mean);
        summary("deviation", spreads, Spread::deviation);
        summary("least", spreads, Spread::least);
        summary("largest", spreads, Spread::largest);
        line("goal", columns.stream().map(Column::goal).toList());
    }

    private void summary(String name, List<Spread> spreads, ToDoubleFunction<Spread> value) {
        List<String> cells = new ArrayList<>();
        for (int at = 0; at < columns.size(); at++) {
            cells.add(number(columns.get(at), value.applyAsDouble(spreads.get(at))));
        }
        line(name, cells);
    }

    private void line(String name, List<String> cells) {
        out.println(String.format(Locale.ROOT, "%-12s", name)
                + cells.stream()
                        .map(cell -> String.format(Locale.ROOT, "%12s", cell))
                        .collect(Collectors.joining()));
    }

    private static String number(Column column, double value) {
        return String.format(Locale.ROOT, "%." + column.digits() + "f", value);
    }
}
