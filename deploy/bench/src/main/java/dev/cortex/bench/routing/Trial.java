package dev.cortex.bench.routing;

import dev.cortex.bench.routing.Clinc.Example;
import dev.cortex.bench.routing.Metrics.Answer;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.learner.Limits;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.model.Thresholds;
import java.util.Collections;
import java.util.List;

/** One pass over one shuffle of the training part by a new router whose experts say nothing about themselves. */
final class Trial {
    private static final int RECENT = 300;
    private static final double CLOSE = 0.03;

    private final Clinc data;
    private final List<Example> order;

    Trial(Clinc data, long seed) {
        this.data = data;
        this.order = data.shuffled(seed);
    }

    /**
     * What came out.
     *
     * @param progressive share right just before it was learned, over the whole pass
     * @param test share right of the test part
     * @param calibrationError of the test part
     * @param areaUnderCurve how well confidence tells the test part from sentences without an intent
     * @param outsideRefused share of those below the threshold that the validation part asks for
     * @param insideRefused share of the test part below it
     * @param backAfter examples after every label was exchanged until the last 300 were within 3 points of before;
     *     -1 for never
     * @param bySuccess share right of the last third of a pass in which only the success or failure of the expert that was
     *     chosen is told
     * @param bySuccessTest share right of the test part after it
     */
    record Result(
            double progressive,
            double test,
            double calibrationError,
            double areaUnderCurve,
            double outsideRefused,
            double insideRefused,
            int backAfter,
            double bySuccess,
            double bySuccessTest) {}

    Result run() {
        Router router = router();
        order.forEach(example -> learn(router, example, example.expert()));
        List<Answer> answers =
                data.test().stream().map(example -> answer(router, example)).toList();
        double[] inside = confidences(router, data.test());
        double[] outside = confidences(router, data.outsideTest());
        double threshold =
                Metrics.bestThreshold(confidences(router, data.val()), confidences(router, data.outsideVal()));
        BySuccess bySuccess = bySuccess();
        return new Result(
                router.state().accuracyProgressive(),
                Metrics.accuracy(answers),
                Metrics.calibrationError(answers),
                Metrics.areaUnderCurve(inside, outside),
                Metrics.shareBelow(threshold, outside),
                Metrics.shareBelow(threshold, inside),
                backAfter(),
                bySuccess.late(),
                bySuccess.test());
    }

    private record BySuccess(double late, double test) {}

    private BySuccess bySuccess() {
        Router router = router();
        int late = order.size() / 3;
        int hits = 0;
        for (int at = 0; at < order.size(); at++) {
            Example example = order.get(at);
            String chosen = decide(router, example).expert();
            boolean right = chosen.equals(example.expert());
            hits += right && at >= order.size() - late ? 1 : 0;
            router.learn(new Judgement(task(example), chosen, right, 1));
        }
        double test = Metrics.accuracy(
                data.test().stream().map(example -> answer(router, example)).toList());
        return new BySuccess(hits / (double) late, test);
    }

    /** The world changes half-way: every expert's work is from now on its neighbour's. */
    private int backAfter() {
        Router router = router();
        int half = order.size() / 2;
        order.subList(0, half).forEach(example -> learn(router, example, example.expert()));
        double before = router.recentAccuracy();
        List<String> names = data.experts();
        boolean[] hits = new boolean[order.size()];
        int recent = 0;
        for (int at = half; at < order.size(); at++) {
            Example example = order.get(at);
            String expert = names.get((Collections.binarySearch(names, example.expert()) + 1) % names.size());
            hits[at] = decide(router, example).expert().equals(expert);
            recent += hits[at] ? 1 : 0;
            recent -= at - half >= RECENT && hits[at - RECENT] ? 1 : 0;
            learn(router, example, expert);
            if (at - half >= RECENT && recent >= (before - CLOSE) * RECENT) {
                return at - half + 1;
            }
        }
        return -1;
    }

    private Router router() {
        Router router = new Router(Thresholds.DEFAULT, Limits.DEFAULT, 0);
        data.experts().forEach(id -> router.put(new Expert(id, "", List.of(), List.of(), List.of(), List.of(), 0)));
        return router;
    }

    private static void learn(Router router, Example example, String expert) {
        router.learn(new Judgement(task(example), expert, true, 1));
    }

    private static Answer answer(Router router, Example example) {
        Decision decision = decide(router, example);
        return new Answer(decision.confidence(), decision.expert().equals(example.expert()));
    }

    private static double[] confidences(Router router, List<Example> examples) {
        return examples.stream()
                .mapToDouble(example -> decide(router, example).confidence())
                .toArray();
    }

    private static Decision decide(Router router, Example example) {
        return router.decide(task(example)).orElseThrow();
    }

    private static Task task(Example example) {
        return new Task("t", "", "", example.text());
    }
}
