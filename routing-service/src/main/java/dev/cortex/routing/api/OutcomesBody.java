package dev.cortex.routing.api;

import dev.cortex.routing.outcome.Feedback;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a request with outcomes: {@code {"outcomes": [...]}}, or one outcome by itself. */
record OutcomesBody(
        @Nullable List<@Nullable Feedback> outcomes,
        @Nullable String taskId,
        @Nullable String correctExpert,
        @Nullable Boolean success,
        @Nullable String expert,
        @Nullable Double score,
        @Nullable String type,
        @Nullable String priority,
        @Nullable String description) {
    List<Feedback> feedback() {
        if (outcomes == null && taskId == null) {
            throw Refusal.INVALID.because("Field 'outcomes' is required: a list of outcomes.");
        }
        if (outcomes == null) {
            return List.of(new Feedback(taskId, correctExpert, success, expert, score, type, priority, description));
        }
        if (outcomes.contains(null)) {
            throw Refusal.INVALID.because(
                    "Field 'outcomes[" + outcomes.indexOf(null) + "]' is null; an outcome is an object.");
        }
        return outcomes.stream().map(OutcomesBody::present).toList();
    }

    private static Feedback present(@Nullable Feedback feedback) {
        return java.util.Objects.requireNonNull(feedback);
    }
}
