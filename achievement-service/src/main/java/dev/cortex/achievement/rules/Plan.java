package dev.cortex.achievement.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What to do next, in which order. Making a plan does nothing: no task exists before someone submits it.
 *
 * @param gaps every opportunity, by how near it is
 * @param actions the first honest step of the best opportunities
 * @param tasks what the mesh could do for it
 */
public record Plan(Map<Opportunity.Horizon, List<Opportunity>> gaps, List<Action> actions, List<Task> tasks) {
    /** More would not be a plan but a list. */
    private static final int ACTIONS_MAX = 5;

    private static final int ISSUES_MAX = 3;

    /** One thing to do, for the user himself. */
    public record Action(Opportunity opportunity, String step) {}

    /**
     * One thing that the mesh can do. Its key is the same for the same advice, so that submitting a plan twice makes one
     * task.
     */
    public record Task(
            String key, String type, String description, Rule.Priority priority, Map<String, Object> payload) {}

    /**
     * @param login whose plan it is
     * @param opportunities best first
     */
    public static Plan of(String login, List<Opportunity> opportunities) {
        Map<Opportunity.Horizon, List<Opportunity>> gaps = new EnumMap<>(Opportunity.Horizon.class);
        for (Opportunity.Horizon horizon : Opportunity.Horizon.values()) {
            gaps.put(
                    horizon,
                    opportunities.stream()
                            .filter(one -> one.horizon() == horizon)
                            .toList());
        }
        List<Action> actions = opportunities.stream()
                .limit(ACTIONS_MAX)
                .map(one -> new Action(one, one.strategy().steps().getFirst()))
                .toList();
        return new Plan(gaps, actions, tasks(login, opportunities));
    }

    /** The opportunities of one horizon, best first. */
    public List<Opportunity> gap(Opportunity.Horizon horizon) {
        return gaps.getOrDefault(horizon, List.of());
    }

    private static List<Task> tasks(String login, List<Opportunity> opportunities) {
        List<Task> tasks = new ArrayList<>();
        opportunities.stream()
                .filter(one -> one.strategy().automationEnabled())
                .limit(ISSUES_MAX)
                .forEach(one -> tasks.add(issue(login, one)));
        tasks.add(refresh(login));
        return List.copyOf(tasks);
    }

    /** A look at GitHub, which is worth to be repeated. */
    public static Task refresh(String login) {
        return new Task(
                "refresh:" + login,
                "achievement.refresh",
                "Refresh the achievement progress of " + login + " and see what changed",
                Rule.Priority.MEDIUM,
                Map.of("username", login));
    }

    /** An issue with the next honest steps, in the user's own repository; a dry run until he confirms it. */
    public static Task issue(String login, Opportunity one) {
        Standing standing = one.standing();
        Rule rule = standing.rule();
        String goal = standing.step().nextTier().orElse("");
        return new Task(
                "issue:" + login + ":" + rule.id() + ":" + goal,
                "github.issue",
                "Write down the next steps of " + login + " towards " + rule.name() + " (" + goal + ")",
                rule.priority(),
                Map.of(
                        "username",
                        login,
                        "achievement_id",
                        rule.id(),
                        "title",
                        "Next steps towards " + rule.name(),
                        "body",
                        body(one),
                        "dry_run",
                        true));
    }

    private static String body(Opportunity one) {
        StringBuilder body = new StringBuilder(one.strategy().description()).append("\n\n");
        one.strategy()
                .steps()
                .forEach(step -> body.append("- [ ] ").append(step).append('\n'));
        return body.toString();
    }
}
