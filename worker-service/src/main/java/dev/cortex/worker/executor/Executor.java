package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.worker.task.FieldError;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Does the tasks of one type. */
public interface Executor {
    /** The task type, a constant such as {@code achievement.refresh}. */
    String type();

    /**
     * Looks at a payload when the task comes in, so that its sender hears at once what could never work.
     *
     * @return what is wrong, with fields relative to the payload
     */
    List<FieldError> check(JsonNode payload);

    /**
     * Does the task; never blocks. It may be called more than once for a task, also at the same time on two workers when
     * one of them lost its lease: an effect outside PostgreSQL needs the task's id as its idempotency key.
     *
     * @return the task's result; a failure is retried unless it is a {@link TaskFailure} that says otherwise
     */
    Uni<JsonNode> execute(Run run);
}
