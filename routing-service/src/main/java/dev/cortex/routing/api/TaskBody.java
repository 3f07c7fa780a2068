package dev.cortex.routing.api;

import dev.cortex.routing.model.Task;
import dev.cortex.routing.text.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task to be routed as a client sends it. */
record TaskBody(
        @Nullable String taskId,
        @Nullable String type,
        @Nullable String priority,
        @Nullable String description) {
    private static final int WORD_CHARS_MAX = 200;

    /** The body of a request: one task, or several as {@code tasks}. */
    record Request(
            @Nullable String taskId,
            @Nullable String type,
            @Nullable String priority,
            @Nullable String description,
            @Nullable List<@Nullable TaskBody> tasks) {
        TaskBody single() {
            return new TaskBody(taskId, type, priority, description);
        }
    }

    /** @param field where it stands in the body, for the sentence of a refusal */
    Task task(String field) {
        if (description == null) {
            throw Refusal.INVALID.because("Field '" + field + "description' is required: the text of the task.");
        }
        return new Task(
                taskId == null ? UUID.randomUUID().toString() : word(field + "task_id", taskId),
                word(field + "type", type),
                word(field + "priority", priority).toLowerCase(Locale.ROOT),
                PlainText.head(description));
    }

    private static String word(String field, @Nullable String given) {
        if (given == null) {
            return "";
        }
        if (given.length() > WORD_CHARS_MAX) {
            throw Refusal.INVALID.because("Field '" + field + "' has at most " + WORD_CHARS_MAX + " characters.");
        }
        return PlainText.clean(given, WORD_CHARS_MAX);
    }
}
