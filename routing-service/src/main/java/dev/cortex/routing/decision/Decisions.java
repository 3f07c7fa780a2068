package dev.cortex.routing.decision;

import dev.cortex.routing.experiment.Arms;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Method;
import dev.cortex.routing.model.Strategy;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.space.Space;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides, out of the cache where it can: first that of this process, then that of all replicas, then anew.
 */
@ApplicationScoped
public class Decisions {
    /** As many tasks are decided on an event loop; more would hold up other requests. */
    public static final int INLINE_MAX = 16;

    private final DecisionCache cache;
    private final SharedDecisions shared;
    private final Placement placement;
    private final Arms arms;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final DistributionSummary confidences;

    Decisions(
            DecisionCache cache,
            SharedDecisions shared,
            Placement placement,
            Arms arms,
            InstantSource clock,
            MeterRegistry meters) {
        this.cache = cache;
        this.shared = shared;
        this.placement = placement;
        this.arms = arms;
        this.clock = clock;
        this.meters = meters;
        confidences = DistributionSummary.builder("cortex.routing.confidence.ratio")
                .description("How sure decisions were, 0 to 1")
                .serviceLevelObjectives(0.2, 0.3, 0.5, 0.8, 0.9, 0.95, 0.99)
                .register(meters);
    }

    /**
     * The model's choice, without asking anybody outside this process and without regard to who has time for it; empty when
     * the space has no expert.
     */
    public Optional<Routed> judge(Space space, Task task) {
        DecisionKey key = DecisionKey.of(space, space.edition(), task);
        Optional<Decision> known = cache.find(key);
        return known.or(() -> anew(space, task)).map(made -> routed(space, task, made, known.isPresent()));
    }

    /** All of the tasks in their order, or none when the space has no expert. */
    public Uni<List<Routed>> route(Space space, List<Task> tasks) {
        Space.Edition edition = space.edition();
        List<DecisionKey> keys =
                tasks.stream().map(task -> DecisionKey.of(space, edition, task)).toList();
        Map<DecisionKey, Decision> known = new HashMap<>();
        keys.forEach(key -> cache.find(key).ifPresent(decision -> known.put(key, decision)));
        List<DecisionKey> unknown =
                keys.stream().filter(key -> !known.containsKey(key)).toList();
        if (unknown.isEmpty() || !shared.worthAsking()) {
            return placement.place(space, judge(space, tasks, keys, known));
        }
        Uni<Map<DecisionKey, SharedDecisions.Kept>> asked = shared.find(unknown);
        return (tasks.size() > INLINE_MAX ? asked.emitOn(Infrastructure.getDefaultWorkerPool()) : asked)
                .invoke(found -> adopt(found, known))
                .flatMap(found -> placement.place(space, judge(space, tasks, keys, known)));
    }

    private void adopt(Map<DecisionKey, SharedDecisions.Kept> found, Map<DecisionKey, Decision> known) {
        found.forEach((key, kept) -> {
            cache.keep(key, kept.decision(), kept.left());
            known.put(key, kept.decision());
        });
    }

    private List<Routed> judge(
            Space space, List<Task> tasks, List<DecisionKey> keys, Map<DecisionKey, Decision> known) {
        List<Routed> all = new ArrayList<>(tasks.size());
        for (int at = 0; at < tasks.size(); at++) {
            Task task = tasks.get(at);
            Decision before = known.get(keys.get(at));
            Decision decision = arms.decide(space, task, () -> before == null ? anew(space, task) : Optional.of(before))
                    .orElse(null);
            if (decision == null) {
                return List.of();
            }
            all.add(routed(space, task, decision, decision.equals(before)));
        }
        return all;
    }

    private Optional<Decision> anew(Space space, Task task) {
        Optional<Decision> decision = space.decide(task);
        decision.ifPresent(fresh -> keep(space, task, fresh));
        return decision;
    }

    /** Under the key of the model that made it: a lesson may have come in since the key of the question was read. */
    private void keep(Space space, Task task, Decision fresh) {
        Space.Edition edition = space.edition();
        if (edition.epoch() == fresh.epoch()) {
            DecisionKey key = DecisionKey.of(space, edition, task);
            if (cache.keep(key, fresh)) {
                shared.offer(key, fresh);
            }
        }
    }

    /** The tasks name their experts: recorded, not judged. */
    public Uni<List<Routed>> named(Space space, Map<Task, Expert> named) {
        List<Routed> routed = named.entrySet().stream()
                .map(entry -> named(space, entry.getKey(), entry.getValue()))
                .toList();
        return placement.place(space, routed);
    }

    private Routed named(Space space, Task task, Expert expert) {
        Decision decision = new Decision(
                expert.id(),
                1,
                Strategy.SINGLE_EXPERT,
                Method.NAMED,
                List.of(),
                Map.of(expert.id(), 1.0),
                expert.id() + ": named by the task",
                space.epoch());
        return routed(space, task, decision, false);
    }

    private Routed routed(Space space, Task task, Decision decision, boolean cached) {
        confidences.record(decision.confidence());
        meters.counter(
                        "cortex.routing.decisions",
                        "strategy",
                        decision.strategy().word(),
                        "method",
                        decision.method().word())
                .increment();
        return new Routed(space.name(), task, clock.instant(), decision, cached);
    }
}
