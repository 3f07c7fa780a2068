package dev.cortex.achievement.workflow;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.rules.Opportunity;
import dev.cortex.achievement.rules.Plan;
import dev.cortex.achievement.rules.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The task that a wish comes to.
 *
 * @param onceEver whether it must not be done again after it is done: two issues with the same steps are one too many
 * @param about what it is about, in a word or two
 */
public record Job(Plan.Task task, boolean onceEver, String about) {

    public static Job refresh(Workflow workflow, Wish wish) {
        return new Job(Plan.refresh(wish.login().value()), false, workflow.title());
    }

    public static Job plan(Workflow workflow, Wish wish) {
        Login login = wish.login();
        return new Job(
                new Plan.Task(
                        "plan:" + login,
                        "achievement.plan",
                        "Draw up the achievement plan of " + login,
                        Rule.Priority.MEDIUM,
                        Map.of("username", login.value())),
                false,
                workflow.title());
    }

    /** @param dispatch what to start, where */
    public static Job dispatch(Workflow workflow, Wish wish, Repository repository, Wish.Dispatch dispatch) {
        Login login = wish.login();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("username", login.value());
        payload.put("repository", repository.toString());
        payload.put("workflow", dispatch.file());
        dispatch.ref().ifPresent(ref -> payload.put("ref", ref));
        payload.put("inputs", dispatch.inputs());
        return new Job(
                new Plan.Task(
                        "workflow:" + repository + ":" + dispatch.file(),
                        "github.workflow",
                        "Start the workflow " + dispatch.file() + " of " + repository,
                        Rule.Priority.MEDIUM,
                        confirmed(payload, wish.write())),
                false,
                workflow.title());
    }

    /**
     * @param opportunities of the user, best first
     * @return nothing where the user has nothing to gain by it
     */
    public static Optional<Job> issue(Workflow workflow, Wish wish, List<Opportunity> opportunities) {
        return opportunities.stream()
                .filter(one -> wish.achievementId()
                        .map(id -> one.standing().rule().id().equals(id))
                        .orElse(true))
                .filter(one -> workflow.strategy()
                        .map(strategy -> one.standing().rule().strategy().equals(strategy))
                        .orElse(true))
                .findFirst()
                .map(one -> issue(wish, one));
    }

    private static Job issue(Wish wish, Opportunity one) {
        Plan.Task planned = Plan.issue(wish.login().value(), one);
        Map<String, Object> payload = new LinkedHashMap<>(planned.payload());
        wish.repository().ifPresent(repository -> payload.put("repository", repository.toString()));
        payload.put(
                "issue_key",
                one.standing().rule().id() + ":"
                        + one.standing().step().nextTier().orElse("none"));
        String where = wish.repository().map(repository -> ":" + repository).orElse("");
        return new Job(
                new Plan.Task(
                        planned.key() + where,
                        planned.type(),
                        planned.description(),
                        planned.priority(),
                        confirmed(payload, wish.write())),
                wish.write(),
                one.standing().rule().name());
    }

    /** The two words, as the task that writes asks for them. */
    private static Map<String, Object> confirmed(Map<String, Object> payload, boolean write) {
        payload.put("dry_run", !write);
        payload.put("confirm", write);
        return Map.copyOf(payload);
    }
}
