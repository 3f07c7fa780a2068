package dev.cortex.worker.execution;

import dev.cortex.worker.task.TaskState;
import java.time.Duration;
import java.util.Optional;

/** How an attempt ended. */
sealed interface End {
    /** @param json the result */
    record Succeeded(String json) implements End {}

    /** @param kind {@code failed} or {@code timeout} */
    record TryAgain(String kind, String why, Duration after) implements End {}

    /** @param kind {@code failed} or {@code timeout} */
    record GaveUp(String kind, String why) implements End {}

    /** Not run to its end because the worker stops: handed back, and not counted. */
    record HandedBack() implements End {}

    default TaskState state() {
        return switch (this) {
            case Succeeded ignored -> TaskState.SUCCEEDED;
            case TryAgain ignored -> TaskState.RETRYING;
            case GaveUp ignored -> TaskState.DEAD;
            case HandedBack ignored -> TaskState.RETRYING;
        };
    }

    /** As the attempt's row says it. */
    default String outcome() {
        return switch (this) {
            case Succeeded ignored -> "succeeded";
            case TryAgain again -> again.kind();
            case GaveUp up -> up.kind();
            case HandedBack ignored -> "released";
        };
    }

    default Optional<String> error() {
        return switch (this) {
            case Succeeded ignored -> Optional.empty();
            case TryAgain again -> Optional.of(again.why());
            case GaveUp up -> Optional.of(up.why());
            case HandedBack ignored -> Optional.of("handed back by a worker that stopped");
        };
    }

    default Optional<String> result() {
        return this instanceof Succeeded succeeded ? Optional.of(succeeded.json()) : Optional.empty();
    }

    default Duration pause() {
        return this instanceof TryAgain again ? again.after() : Duration.ZERO;
    }
}
