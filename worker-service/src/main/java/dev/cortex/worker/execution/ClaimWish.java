package dev.cortex.worker.execution;

import dev.cortex.worker.task.Routing;
import java.util.UUID;

/** A stream entry that says a task can be run, with the decision it carries. */
record ClaimWish(UUID id, Routing routing) {}
