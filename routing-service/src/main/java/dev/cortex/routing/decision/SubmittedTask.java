package dev.cortex.routing.decision;

import dev.cortex.routing.model.Task;
import dev.cortex.routing.text.PlainText;
import org.jspecify.annotations.Nullable;

/** The data of a {@code task.submitted} message, owned by worker-service. */
record SubmittedTask(
        @Nullable String taskId,
        @Nullable String type,
        @Nullable String description,
        @Nullable String priority,
        @Nullable String expert) {
    private static final int WORD_CHARS_MAX = 200;

    /** Null when it has no id: nobody could be told of the decision. */
    @Nullable
    Task task() {
        if (taskId == null || taskId.isBlank()) {
            return null;
        }
        return new Task(
                PlainText.clean(taskId, WORD_CHARS_MAX),
                type == null ? "" : PlainText.clean(type, WORD_CHARS_MAX),
                priority == null ? "" : PlainText.clean(priority, WORD_CHARS_MAX),
                description == null ? "" : PlainText.head(description));
    }
}
