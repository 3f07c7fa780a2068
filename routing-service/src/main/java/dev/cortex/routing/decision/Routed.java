package dev.cortex.routing.decision;

import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Task;
import java.time.Instant;

/** A task and who was decided to do it. */
public record Routed(String space, Task task, Instant time, Decision decision, boolean cached) {}
