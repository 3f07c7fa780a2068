package dev.cortex.routing.decision;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Method;
import dev.cortex.routing.model.Strategy;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.space.Space;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides, out of the cache where it can. */
@ApplicationScoped
public class Decisions {
    private final DecisionCache cache;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final DistributionSummary confidences;

    Decisions(DecisionCache cache, InstantSource clock, MeterRegistry meters) {
        this.cache = cache;
        this.clock = clock;
        this.meters = meters;
        confidences = DistributionSummary.builder("cortex.routing.confidence.ratio")
                .description("How sure decisions were, 0 to 1")
                .serviceLevelObjectives(0.2, 0.3, 0.5, 0.8, 0.9, 0.95, 0.99)
                .register(meters);
    }

    /** Empty when the space has no expert. */
    public Optional<Routed> route(Space space, Task task) {
        Optional<Decision> known = cache.find(space.name(), space.epoch(), task);
        Optional<Decision> decision = known.or(() -> space.decide(task));
        if (known.isEmpty()) {
            decision.ifPresent(fresh -> cache.keep(space.name(), task, fresh));
        }
        return decision.map(made -> routed(space, task, made, known.isPresent()));
    }

    /** The task names its expert: recorded, not judged. */
    public Routed named(Space space, Task task, Expert expert) {
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
