package dev.cortex.routing.decision;

import dev.cortex.bench.routing.Clinc;
import dev.cortex.bench.routing.Clinc.Example;
import dev.cortex.routing.experiment.Arms;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.learner.Limits;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.model.Thresholds;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.Space;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One decision, out of the cache and by the model, with the metrics it writes; and one lesson. The model has 150 experts
 * and has learned the training part of CLINC150 once; the sentences asked are those of the test part.
 */
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RouteBenchmark {
    /** The parameter that names the file. */
    public static final String FILE = "file";

    private static final int SEED = 1;
    private static final int LESSONS = 2_000;

    /** A model that has learned. */
    @State(Scope.Benchmark)
    public static class Learned {
        @Param("")
        public String file = "";

        Decisions keeping = decisions("0.8");
        Decisions forgetting = decisions("1");
        Space space = new Space("bench", new Router(Thresholds.DEFAULT, Limits.DEFAULT, 0));
        Task[] asked = {};
        Task[] known = {};
        private int at;

        @Setup
        public void learn() throws IOException {
            Clinc data = Clinc.read(Path.of(file), Clinc.Experts.INTENTS);
            Router router = router(data.experts());
            data.shuffled(SEED).forEach(example -> router.learn(judgement(example)));
            space = new Space("bench", router);
            asked = data.test().stream().map(RouteBenchmark::task).toArray(Task[]::new);
            known = data.test().stream()
                    .map(RouteBenchmark::task)
                    .filter(task -> space.decide(task).orElseThrow().confidence() > 0.8)
                    .limit(256)
                    .toArray(Task[]::new);
            for (Task task : known) {
                keeping.judge(space, task);
            }
        }

        Task next(Task[] tasks) {
            at = (at + 1) % tasks.length;
            return tasks[at];
        }
    }

    /** A model that has learned two thirds of the training part, anew before every batch of lessons. */
    @State(Scope.Benchmark)
    public static class Learning {
        @Param("")
        public String file = "";

        private Router router = router(List.of());
        private List<String> experts = List.of();
        private List<Example> order = List.of();
        private List<Judgement> lessons = List.of();

        @Setup
        public void read() throws IOException {
            Clinc data = Clinc.read(Path.of(file), Clinc.Experts.INTENTS);
            experts = data.experts();
            order = data.shuffled(SEED);
        }

        @Setup(Level.Invocation)
        public void learn() {
            int learned = order.size() * 2 / 3;
            router = router(experts);
            order.subList(0, learned).forEach(example -> router.learn(judgement(example)));
            lessons = order.subList(learned, learned + LESSONS).stream()
                    .map(RouteBenchmark::judgement)
                    .toList();
        }
    }

    @Benchmark
    @BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
    public Optional<Routed> routeCached(Learned model) {
        return model.keeping.judge(model.space, model.next(model.known));
    }

    /** No decision is more certain than certain, so this cache keeps none. */
    @Benchmark
    @BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
    public Optional<Routed> routeUncached(Learned model) {
        return model.forgetting.judge(model.space, model.next(model.asked));
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OperationsPerInvocation(LESSONS)
    public long update(Learning model) {
        for (Judgement lesson : model.lessons) {
            model.router.learn(lesson);
        }
        return model.router.epoch();
    }

    private static Decisions decisions(String confidenceAbove) {
        RoutingSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(RoutingSettings.class)
                .withDefaultValue("cortex.routing.postgres-url", "postgresql://localhost/unused")
                .withDefaultValue("cortex.routing.replica", "bench")
                .withDefaultValue("cortex.routing.cache.confidence-above", confidenceAbove)
                .build()
                .getConfigMapping(RoutingSettings.class);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        return new Decisions(
                new DecisionCache(settings, meters),
                SharedDecisions.NONE,
                Placement.AS_DECIDED,
                Arms.NONE,
                InstantSource.system(),
                meters);
    }

    private static Router router(List<String> experts) {
        Router router = new Router(Thresholds.DEFAULT, Limits.DEFAULT, 0);
        experts.forEach(id -> router.put(new Expert(id, "", List.of(), List.of(), List.of(), List.of(), 0)));
        return router;
    }

    private static Judgement judgement(Example example) {
        return new Judgement(task(example), example.expert(), true, 1);
    }

    private static Task task(Example example) {
        return new Task("t", "", "", example.text());
    }
}
