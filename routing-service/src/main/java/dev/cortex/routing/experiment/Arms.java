package dev.cortex.routing.experiment;

import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.space.Space;
import java.util.Optional;
import java.util.function.Supplier;

/** Who decides a task: as usual, or the candidate of an experiment. */
public interface Arms {
    /** There are no experiments. */
    Arms NONE = (space, task, usual) -> usual.get();

    /** Decides by the arm that the task falls to, lets those look on that only do, and notes it. */
    Optional<Decision> decide(Space space, Task task, Supplier<Optional<Decision>> usual);
}
