package dev.cortex.routing.decision;

import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Task;
import java.time.Instant;
import java.util.Optional;

/**
 * A task and who was decided to do it.
 *
 * @param diverted when that is not the model's first choice, why
 * @param propensity about how probable it was that this task goes to this expert; 1 where nothing but the task decided
 */
public record Routed(
        String space,
        Task task,
        Instant time,
        Decision decision,
        boolean cached,
        Optional<Diversion> diverted,
        double propensity) {
    /** As the model decided. */
    public Routed(String space, Task task, Instant time, Decision decision, boolean cached) {
        this(space, task, time, decision, cached, Optional.empty(), 1);
    }

    /** Known of whom the task went to; of anybody else who is said to be right it says nothing. */
    public double propensityOf(String expert) {
        return decision.expert().equals(expert) ? propensity : 1;
    }
}
