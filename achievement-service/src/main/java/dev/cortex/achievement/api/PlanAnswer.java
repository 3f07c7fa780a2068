package dev.cortex.achievement.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cortex.achievement.progress.Reading;
import dev.cortex.achievement.rules.Opportunity;
import dev.cortex.achievement.rules.Opportunity.Horizon;
import dev.cortex.achievement.rules.Plan;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.rules.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan. Asking for one does nothing; its tasks exist when someone submits them. */
record PlanAnswer(
        Instant generatedAt,
        String username,
        ProgressAnswer.Summary currentStatus,
        Gaps gaps,
        List<ActionItem> recommendedActions,
        List<TaskItem> taskQueue,
        Timeline estimatedTimeline,
        @JsonUnwrapped Age age) {

    /** Every opportunity, by its score: 80 and more, 60, 40, below. */
    record Gaps(
            List<OpportunitiesAnswer.Item> immediateWins,
            List<OpportunitiesAnswer.Item> highPriority,
            List<OpportunitiesAnswer.Item> mediumPriority,
            List<OpportunitiesAnswer.Item> longTerm) {}

    /** What the user himself can do first. */
    record ActionItem(
            String achievementId,
            String action,
            Optional<String> nextTier,
            long needed,
            double opportunityScore,
            Optional<String> evidenceUrl) {}

    /** What the mesh can do: the members of a task that {@code POST /api/tasks} takes, and a key that makes it one. */
    record TaskItem(String uniqueKey, String type, String description, String priority, Map<String, Object> payload) {}

    record Milestone(String achievementId, Optional<String> nextTier, long needed, String unit) {}

    record Timeline(
            List<Milestone> immediate,
            List<Milestone> shortTerm,
            List<Milestone> mediumTerm,
            List<Milestone> longTerm) {}

    static PlanAnswer of(Reading reading, Rulebook rulebook, Instant now) {
        return of(reading, rulebook, now, Age.of(reading, now));
    }

    static PlanAnswer of(Reading reading, Rulebook rulebook, Instant now, Age age) {
        String login = reading.snapshot().login();
        List<Standing> standings = rulebook.standings(reading.snapshot());
        Plan plan = Plan.of(login, Opportunity.among(standings, rulebook));
        return new PlanAnswer(
                now,
                login,
                ProgressAnswer.Summary.of(standings),
                new Gaps(
                        gap(plan, Horizon.IMMEDIATE, login),
                        gap(plan, Horizon.SHORT_TERM, login),
                        gap(plan, Horizon.MEDIUM_TERM, login),
                        gap(plan, Horizon.LONG_TERM, login)),
                plan.actions().stream().map(action -> action(action, login)).toList(),
                plan.tasks().stream().map(PlanAnswer::task).toList(),
                new Timeline(
                        milestones(plan, Horizon.IMMEDIATE),
                        milestones(plan, Horizon.SHORT_TERM),
                        milestones(plan, Horizon.MEDIUM_TERM),
                        milestones(plan, Horizon.LONG_TERM)),
                age);
    }

    private static List<OpportunitiesAnswer.Item> gap(Plan plan, Horizon horizon, String login) {
        return plan.gap(horizon).stream()
                .map(one -> OpportunitiesAnswer.Item.of(one, login))
                .toList();
    }

    private static ActionItem action(Plan.Action action, String login) {
        Standing standing = action.opportunity().standing();
        return new ActionItem(
                standing.rule().id(),
                action.step(),
                standing.step().nextTier(),
                standing.step().needed(),
                action.opportunity().score().total(),
                standing.rule().evidenceOf(login));
    }

    static TaskItem task(Plan.Task task) {
        // The scale of tasks is low, normal, high: what is of medium worth is a normal task.
        String priority =
                switch (task.priority()) {
                    case HIGH -> "high";
                    case MEDIUM -> "normal";
                    case LOW -> "low";
                };
        return new TaskItem(task.key(), task.type(), task.description(), priority, task.payload());
    }

    private static List<Milestone> milestones(Plan plan, Horizon horizon) {
        return plan.gap(horizon).stream()
                .map(Opportunity::standing)
                .map(standing -> new Milestone(
                        standing.rule().id(),
                        standing.step().nextTier(),
                        standing.step().needed(),
                        standing.rule().unit()))
                .toList();
    }
}
