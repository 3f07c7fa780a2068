package dev.cortex.routing.experiment;

import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.statistics.Course;
import dev.cortex.routing.statistics.PairedTest;
import dev.cortex.routing.statistics.SequentialTest;
import dev.cortex.routing.statistics.TwoSampleTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Starts, stops and concludes experiments, and tells what they found. */
@ApplicationScoped
public class Laboratory {
    private static final double EVIDENCE_MAX = 1e300;

    private final ExperimentStore store;
    private final TrialStore trials;
    private final Experiments experiments;
    private final int listMax;

    Laboratory(ExperimentStore store, TrialStore trials, Experiments experiments, RoutingSettings settings) {
        this.store = store;
        this.trials = trials;
        this.experiments = experiments;
        listMax = settings.experiments().ofSpaceMax();
    }

    /** What became of a wish. */
    public sealed interface Outcome {
        record Done(Experiment experiment) implements Outcome {}

        record Conflict(String reason) implements Outcome {}

        record NotFound() implements Outcome {}
    }

    public Uni<Outcome> start(String space, String id, Definition definition) {
        return changed(store.start(space, id, definition));
    }

    public Uni<Outcome> stop(String space, String id) {
        return changed(store.change(space, id, Experiment.State.RUNNING, Experiment.State.STOPPED));
    }

    public Uni<Outcome> resume(String space, String id) {
        return changed(store.change(space, id, Experiment.State.STOPPED, Experiment.State.RUNNING));
    }

    public Uni<Outcome> conclude(String space, String id, boolean adopted) {
        return changed(store.conclude(space, id, adopted));
    }

    public Uni<Boolean> delete(String space, String id) {
        return store.delete(space, id).call(gone -> experiments.refresh());
    }

    public Uni<List<Experiment>> list(String space) {
        return store.list(space, listMax);
    }

    public Uni<Optional<Experiment>> find(String space, String id) {
        return store.find(space, id);
    }

    /** When it answers, this replica goes by the change. */
    private Uni<Outcome> changed(Uni<ExperimentStore.Written> change) {
        return change.<Outcome>map(written -> switch (written) {
                    case ExperimentStore.Written.Done done -> new Outcome.Done(done.experiment());
                    case ExperimentStore.Written.Conflict conflict -> new Outcome.Conflict(conflict.reason());
                    case ExperimentStore.Written.NotFound none -> new Outcome.NotFound();
                })
                .call(outcome -> experiments.refresh());
    }

    public Uni<Findings> findings(Experiment experiment) {
        Uni<Map<String, Long>> counted = trials.count(experiment.space(), experiment.id());
        Uni<String> judged =
                trials.results(experiment, 2 * experiment.definition().sampleMax());
        return Uni.combine()
                .all()
                .unis(counted, judged)
                .asTuple()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(both -> findings(experiment, both.getItem1(), both.getItem2()));
    }

    static Findings findings(Experiment experiment, Map<String, Long> counted, String results) {
        Definition definition = experiment.definition();
        return switch (definition.kind()) {
            case AB -> {
                TwoSampleTest test = new TwoSampleTest(definition.share());
                Course course = new Course(definition.rule(), test);
                results.chars().forEach(result -> {
                    if (Character.isUpperCase(result)) {
                        test.addCandidate(result == 'W');
                    } else {
                        test.addControl(result == 'w');
                    }
                    course.look();
                });
                yield findings(experiment, counted, results.length(), test, course);
            }
            case SHADOW -> {
                PairedTest test = new PairedTest();
                Course course = new Course(definition.rule(), test);
                results.chars().forEach(result -> {
                    test.add((result - '0') % 2 == 1, result >= '2');
                    course.look();
                });
                yield findings(experiment, counted, results.length(), test, course);
            }
        };
    }

    private static Findings findings(
            Experiment experiment, Map<String, Long> counted, long judged, SequentialTest test, Course course) {
        double alpha = experiment.definition().alpha();
        Map<String, Findings.ArmFindings> arms = new LinkedHashMap<>();
        arms.put("control", arm(test.control(), alpha));
        arms.put("candidate", arm(test.candidate(), alpha));
        return new Findings(
                experiment.space(),
                experiment.id(),
                experiment.state().name().toLowerCase(Locale.ROOT),
                experiment.definition(),
                experiment.startedAt(),
                experiment.endedAt(),
                experiment.adopted(),
                counted,
                judged,
                arms,
                new Findings.Difference(test.difference(), test.interval(alpha), test.alwaysValid(alpha)),
                new Findings.Evidence(
                        test instanceof PairedTest
                                ? "sequential McNemar test, mixture over the share of discordant pairs (Robbins 1970)"
                                : "safe test of two proportions (Turner, Ly and Grünwald 2024)",
                        Math.min(EVIDENCE_MAX, Math.exp(test.logEvidence())),
                        Math.min(EVIDENCE_MAX, Math.exp(test.logPeak())),
                        Math.min(1, Math.exp(-test.logPeak())),
                        alpha),
                course.verdict().word(),
                course.decidedAfter());
    }

    private static Findings.ArmFindings arm(SequentialTest.Tally tally, double alpha) {
        return new Findings.ArmFindings(tally.count(), tally.wins(), tally.rate(), tally.wilson(alpha));
    }
}
