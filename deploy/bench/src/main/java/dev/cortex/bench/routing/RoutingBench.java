package dev.cortex.bench.routing;

import dev.cortex.routing.decision.RouteBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Prints how well the router learns CLINC150, then how fast it is. */
final class RoutingBench {
    /** As a mesh starts its services, but for the heap, in which the benchmark holds its data too. */
    private static final String[] SERVICE_FLAGS = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"};

    private RoutingBench() {}

    /** What the arguments ask for: the file, then options with a value each. */
    record Wish(Path file, int seeds, boolean accuracy, boolean speed, int forks) {
        static Wish of(String... arguments) {
            if (arguments.length % 2 == 0) {
                throw new IllegalArgumentException("a file, then options with a value each");
            }
            Wish wish = new Wish(Path.of(arguments[0]), 5, true, true, 1);
            for (int at = 1; at < arguments.length; at += 2) {
                wish = wish.with(arguments[at], arguments[at + 1]);
            }
            return wish;
        }

        private Wish with(String option, String value) {
            return switch (option) {
                case "--seeds" -> new Wish(file, count(option, value), accuracy, speed, forks);
                case "--forks" -> new Wish(file, seeds, accuracy, speed, count(option, value));
                case "--only" ->
                    switch (value) {
                        case "accuracy" -> new Wish(file, seeds, true, false, forks);
                        case "speed" -> new Wish(file, seeds, false, true, forks);
                        default -> throw new IllegalArgumentException("--only is accuracy or speed");
                    };
                default -> throw new IllegalArgumentException("there is no option " + option);
            };
        }

        private static int count(String option, String value) {
            if (!value.matches("[1-9][0-9]{0,2}")) {
                throw new IllegalArgumentException(option + " is a number from 1 to 999");
            }
            return Integer.parseInt(value);
        }
    }

    public static void main(String[] arguments) throws IOException, RunnerException {
        Wish wish;
        try {
            wish = Wish.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        if (wish.accuracy()) {
            for (Clinc.Experts experts : Clinc.Experts.values()) {
                learn(wish, experts);
            }
        }
        if (wish.speed()) {
            measure(wish);
        }
    }

    private static void learn(Wish wish, Clinc.Experts experts) throws IOException {
        Clinc data = Clinc.read(wish.file(), experts);
        Table table = new Table(System.out, experts);
        table.head(data.experts().size());
        List<Trial.Result> results = new ArrayList<>();
        for (int seed = 1; seed <= wish.seeds(); seed++) {
            Trial.Result result = new Trial(data, seed).run();
            table.seed(seed, result);
            results.add(result);
        }
        table.spread(results);
    }

    private static void measure(Wish wish) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include("^dev\\.cortex\\.routing\\.decision\\.RouteBenchmark\\.")
                        .param(RouteBenchmark.FILE, wish.file().toString())
                        .forks(wish.forks())
                        .jvmArgsAppend(SERVICE_FLAGS)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }
}
