package dev.cortex.routing.outcome;

import dev.cortex.routing.decision.Routed;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.text.PlainText;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about a task: who was right, or only whether it went well.
 *
 * @param correctExpert who was right; counts more than {@code success} when both are given
 * @param success whether the expert that was chosen did it well
 * @param expert who did it; needed only for a task that was never routed here
 * @param score 0..100, how well; without one the feedback counts in full
 * @param description the text, needed only for a task that was never routed here
 */
public record Feedback(
        @Nullable String taskId,
        @Nullable String correctExpert,
        @Nullable Boolean success,
        @Nullable String expert,
        @Nullable Double score,
        @Nullable String type,
        @Nullable String priority,
        @Nullable String description) {
    public static final int ID_CHARS_MAX = 200;

    /** What becomes of it. */
    sealed interface Reading {
        record Counts(Outcome outcome) implements Reading {}

        /** With a reason that helps who sent it. */
        record Ignored(String reason) implements Reading {}
    }

    /** Why it can not count, whatever is known of the task. */
    Optional<String> flaw() {
        if (taskId == null || taskId.isBlank() || taskId.length() > ID_CHARS_MAX) {
            return Optional.of("task_id is required, with at most " + ID_CHARS_MAX + " characters");
        }
        if (correctExpert == null && success == null) {
            return Optional.of("either correct_expert or success is required");
        }
        if (score != null && !(score >= 0 && score <= 100)) {
            return Optional.of("score is between 0 and 100");
        }
        return Optional.empty();
    }

    /** Says the same as another one about the same task. */
    boolean agreesWith(Feedback other) {
        return Objects.equals(correctExpert, other.correctExpert)
                && Objects.equals(success, other.success)
                && Objects.equals(expert, other.expert);
    }

    String id() {
        return PlainText.clean(taskId == null ? "" : taskId, ID_CHARS_MAX);
    }

    Reading read(Space space, @Nullable Routed routed) {
        if (routed == null && description == null) {
            return new Reading.Ignored("the task is not known here; give its description with the outcome");
        }
        String judged = judged(routed);
        if (judged == null) {
            return new Reading.Ignored("nobody is known to have done the task; give expert, or correct_expert");
        }
        if (space.expert(judged).isEmpty()) {
            return new Reading.Ignored("there is no expert '" + judged + "' in this space");
        }
        boolean right = correctExpert != null || Boolean.TRUE.equals(success);
        Judgement judgement = new Judgement(task(routed), judged, right, strength(right));
        return new Reading.Counts(new Outcome(
                space.name(),
                judgement,
                routed == null ? 1 : routed.propensityOf(judged),
                "api",
                correctExpert != null,
                Optional.ofNullable(routed).flatMap(known -> Prediction.of(known.decision()))));
    }

    private @Nullable String judged(@Nullable Routed routed) {
        if (correctExpert != null) {
            return correctExpert;
        }
        if (expert != null) {
            return expert;
        }
        return routed == null ? null : routed.decision().expert();
    }

    private Task task(@Nullable Routed routed) {
        Task known = routed == null ? new Task(id(), "", "", "") : routed.task();
        return new Task(
                id(),
                type == null ? known.type() : PlainText.clean(type, ID_CHARS_MAX),
                priority == null ? known.priority() : PlainText.clean(priority, ID_CHARS_MAX),
                description == null ? known.description() : PlainText.head(description));
    }

    /** Who was right is certain whatever the score; how well it went is as certain as the score says. */
    private double strength(boolean right) {
        if (score == null || correctExpert != null) {
            return 1;
        }
        return right ? score / 100 : 1 - score / 100;
    }
}
