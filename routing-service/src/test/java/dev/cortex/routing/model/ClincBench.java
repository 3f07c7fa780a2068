package dev.cortex.routing.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How well the router learns in one pass over CLINC150 (Larson et al. 2019; CC BY 3.0), with its 150 intents and with
 * its 10 domains as experts. Not a test: run {@code main} with the file, and optionally the number of seeds.
 *
 * <p>Each line is one shuffle of the training part. Nothing is fitted to the test part.
 */
final class ClincBench {
    private final JsonNode data;
    private final Map<String, String> domains = new HashMap<>();

    private ClincBench(JsonNode data) {
        this.data = data;
        data.get("domains").properties().forEach(domain -> domain.getValue()
                .forEach(intent -> domains.put(intent.textValue(), domain.getKey())));
    }

    private record Example(String text, String expert) {}

    public static void main(String[] arguments) throws IOException {
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        ClincBench bench =
                new ClincBench(new ObjectMapper().readTree(Path.of(arguments[0]).toFile()));
        print("experts  seed  progressive    test    ece  oos-auroc  learn-us  route-us(p50 p99)  back-after");
        for (boolean coarse : new boolean[] {false, true}) {
            for (int seed = 1; seed <= seeds; seed++) {
                bench.run(coarse, seed);
            }
        }
    }

    private void run(boolean coarse, int seed) {
        List<Example> train = read("train", coarse);
        Collections.shuffle(train, new Random(seed));
        Router router = router(train);
        long start = System.nanoTime();
        learn(router, train);
        double learnMicros = (System.nanoTime() - start) / 1e3 / train.size();
        List<Example> test = read("test", coarse);
        double[] confidence = new double[test.size()];
        double[] nanos = new double[test.size()];
        int right = 0;
        for (int at = 0; at < confidence.length; at++) {
            long before = System.nanoTime();
            Decision decision = decide(router, test.get(at));
            nanos[at] = System.nanoTime() - before;
            confidence[at] = decision.confidence();
            right += decision.expert().equals(test.get(at).expert()) ? 1 : 0;
        }
        double[] outside = read("oos_test", false).stream()
                .mapToDouble(example -> decide(router, example).confidence())
                .toArray();
        ModelState state = router.state();
        Arrays.sort(nanos);
        print(
                "%7d %5d %12.4f %7.4f %6.4f %10.4f %9.0f %10.0f %7.0f %11d",
                router.experts().size(),
                seed,
                state.accuracyProgressive(),
                right / (double) confidence.length,
                state.ece(),
                areaUnderCurve(confidence, outside),
                learnMicros,
                nanos[nanos.length / 2] / 1e3,
                nanos[nanos.length * 99 / 100] / 1e3,
                backAfter(coarse, seed));
    }

    /** After half of the examples every label is exchanged: examples until the last 300 are within 3 points of before. */
    private int backAfter(boolean coarse, int seed) {
        List<Example> train = read("train", coarse);
        Collections.shuffle(train, new Random(seed));
        Router router = router(train);
        int half = train.size() / 2;
        learn(router, train.subList(0, half));
        double before = router.recentAccuracy();
        List<String> names =
                train.stream().map(Example::expert).distinct().sorted().toList();
        boolean[] hits = new boolean[train.size()];
        for (int at = half; at < train.size(); at++) {
            Example old = train.get(at);
            String expert = names.get((names.indexOf(old.expert()) + 1) % names.size());
            hits[at] = decide(router, old).expert().equals(expert);
            router.learn(new Judgement(task(old), expert, true, 1));
            int now = at;
            long recent = IntStream.rangeClosed(at - 299, at)
                    .filter(n -> n <= now && hits[n])
                    .count();
            if (at - half >= 300 && recent / 300.0 >= before - 0.03) {
                return at - half + 1;
            }
        }
        return -1;
    }

    private static Router router(List<Example> train) {
        Router router = new Router(Thresholds.DEFAULT, Limits.DEFAULT, 0);
        train.stream().map(Example::expert).distinct().sorted().forEach(id -> router.put(Routers.expert(id, "")));
        return router;
    }

    private static void learn(Router router, List<Example> examples) {
        examples.forEach(example -> router.learn(new Judgement(task(example), example.expert(), true, 1)));
    }

    private static Decision decide(Router router, Example example) {
        return router.decide(task(example)).orElseThrow();
    }

    private static Task task(Example example) {
        return new Task("t", "", "", example.text());
    }

    private List<Example> read(String part, boolean coarse) {
        List<Example> examples = new ArrayList<>();
        for (JsonNode pair : data.get(part)) {
            String intent = pair.get(1).textValue();
            examples.add(new Example(pair.get(0).textValue(), coarse ? domains.getOrDefault(intent, intent) : intent));
        }
        return examples;
    }

    /** The probability that a text inside gets more confidence than one outside. */
    private static double areaUnderCurve(double[] inside, double[] outside) {
        Arrays.sort(outside);
        double wins = 0;
        for (double one : inside) {
            int below = Arrays.binarySearch(outside, one);
            wins += below >= 0 ? below : -below - 1;
        }
        return wins / ((double) inside.length * outside.length);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
