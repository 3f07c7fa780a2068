package dev.cortex.routing.outcome;

import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.space.Spaces;
import dev.cortex.routing.text.PlainText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The data of a {@code task.outcome} message, owned by worker-service: what became of a task that an expert did. */
record TaskOutcome(
        @Nullable String taskId,
        @Nullable String type,
        @Nullable String description,
        @Nullable String priority,
        @Nullable String expert,
        @Nullable Boolean success) {
    private static final int WORD_CHARS_MAX = 200;

    /** Empty when nobody did the task, so that there is nothing to learn about who should. */
    Optional<Outcome> outcome(double failureStrength) {
        if (taskId == null || taskId.isBlank() || expert == null || success == null) {
            return Optional.empty();
        }
        Task task = new Task(
                PlainText.clean(taskId, WORD_CHARS_MAX),
                type == null ? "" : PlainText.clean(type, WORD_CHARS_MAX),
                priority == null ? "" : PlainText.clean(priority, WORD_CHARS_MAX),
                description == null ? "" : PlainText.head(description));
        Judgement judgement = new Judgement(task, expert, success, success ? 1 : failureStrength);
        return Optional.of(new Outcome(Spaces.DEFAULT, judgement, 1, "stream", false, Optional.empty()));
    }
}
