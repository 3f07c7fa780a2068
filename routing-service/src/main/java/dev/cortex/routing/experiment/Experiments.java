package dev.cortex.routing.experiment;

import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.settings.ExperimentsSettings;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The experiments that run now, as this replica knows them. They decide outside the caches, so that no arm ever answers
 * out of what another one left there, and they never teach: the model's hash is the same with and without them.
 */
@ApplicationScoped
public class Experiments implements Arms {
    private static final Logger LOG = Logger.getLogger(Experiments.class);

    private static final int LOOKS_BETWEEN_COUNTS = 16;

    private final ExperimentStore store;
    private final Trials trials;
    private final FormerModels former;
    private final Spaces spaces;
    private final ExperimentsSettings settings;
    private final InstantSource clock;
    private final Vertx vertx;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Map<String, List<Running>> running = Map.of();

    Experiments(
            ExperimentStore store,
            Trials trials,
            FormerModels former,
            Spaces spaces,
            RoutingSettings settings,
            InstantSource clock,
            Vertx vertx) {
        this.store = store;
        this.trials = trials;
        this.former = former;
        this.spaces = spaces;
        this.settings = settings.experiments();
        this.clock = clock;
        this.vertx = vertx;
    }

    void follow(@Observes StartupEvent start) {
        vertx.setPeriodic(settings.poll().toMillis(), timer -> refreshSoon());
    }

    @Override
    public Optional<Decision> decide(Space space, Task task, Supplier<Optional<Decision>> usual) {
        List<Running> here = running.get(space.name());
        if (here == null) {
            return usual.get();
        }
        Optional<Decision> decision = here.stream()
                .filter(Running::acts)
                .findFirst()
                .map(ab -> assigned(ab, space, task, usual))
                .orElseGet(usual);
        decision.ifPresent(made -> here.stream()
                .filter(shadow -> !shadow.acts() && !shadow.full() && shadow.takes(task))
                .forEach(shadow -> shadow.answer(space, task, spaces)
                        .ifPresent(other -> note(shadow, task, Trial.Arm.BOTH, made, Optional.of(other)))));
        return decision;
    }

    private Optional<Decision> assigned(Running ab, Space space, Task task, Supplier<Optional<Decision>> usual) {
        boolean candidate = !ab.full() && ab.takes(task);
        // Where the candidate has no answer, its tasks are still its own: else its arm would keep the easy ones.
        Optional<Decision> decision = candidate ? ab.answer(space, task, spaces).or(usual) : usual.get();
        if (!ab.full()) {
            Trial.Arm arm = candidate ? Trial.Arm.CANDIDATE : Trial.Arm.CONTROL;
            decision.ifPresent(made -> note(ab, task, arm, made, Optional.empty()));
        }
        return decision;
    }

    private void note(Running of, Task task, Trial.Arm arm, Decision made, Optional<Decision> other) {
        Experiment experiment = of.experiment();
        trials.note(new Trial(
                experiment.space(),
                experiment.id(),
                task.id(),
                arm,
                Trial.Answer.of(made),
                other.map(Trial.Answer::of),
                clock.instant()));
    }

    /** Looks which ones run; called at intervals, and when this replica changed one. */
    public Uni<Void> refresh() {
        return store.running(settings.runningMax())
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(List.<Running>of())
                        : Uni.join()
                                .all(found.stream().map(this::prepared).toList())
                                .andFailFast())
                .invoke(all -> running = all.stream()
                        .filter(this::isReady)
                        .collect(Collectors.groupingBy(one -> one.experiment().space())))
                .replaceWithVoid();
    }

    /** Never two at once. */
    private void refreshSoon() {
        if (refreshing.compareAndSet(false, true)) {
            looks.incrementAndGet();
            refresh()
                    .onTermination()
                    .invoke(() -> refreshing.set(false))
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> LOG.debugf("the experiments can not be looked at: %s", failure.toString()));
        }
    }

    private boolean isReady(Running one) {
        return one.experiment().definition().candidate().seq() == null || one.former() != null;
    }

    private Uni<Running> prepared(Experiment experiment) {
        Optional<Running> known = known(experiment);
        return isFull(experiment, known).flatMap(full -> known.map(
                        before -> Uni.createFrom().item(new Running(experiment, before.former(), full)))
                .orElseGet(() -> model(experiment).map(model -> new Running(experiment, model.orElse(null), full))));
    }

    /** Counting takes its time when there are many, and none is full of a sudden. */
    private Uni<Boolean> isFull(Experiment experiment, Optional<Running> known) {
        return known.isPresent() && looks.get() % LOOKS_BETWEEN_COUNTS != 0
                ? Uni.createFrom().item(known.get().full())
                : trials.reached(experiment, settings.trialsMax());
    }

    private Optional<Running> known(Experiment experiment) {
        return running.getOrDefault(experiment.space(), List.of()).stream()
                .filter(one -> one.experiment().id().equals(experiment.id())
                        && one.experiment().startedAt().equals(experiment.startedAt()))
                .findFirst();
    }

    private Uni<Optional<Router>> model(Experiment experiment) {
        Long seq = experiment.definition().candidate().seq();
        return seq == null
                ? Uni.createFrom().item(Optional.empty())
                : former.after(experiment.space(), seq)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .onFailure()
                        .invoke(failure -> LOG.warnf("the candidate of an experiment can not be had: %s", failure))
                        .onFailure()
                        .recoverWithItem(Optional.empty());
    }
}
