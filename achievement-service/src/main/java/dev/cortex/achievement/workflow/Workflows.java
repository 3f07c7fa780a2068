package dev.cortex.achievement.workflow;

import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.rules.Strategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All workflows by name: four of their own, and one for every strategy with automation that an achievement has. */
public final class Workflows {
    private final Map<String, Workflow> byName = new LinkedHashMap<>();

    private Workflows() {}

    public static Workflows of(Rulebook rulebook) {
        Workflows all = new Workflows();
        all.add("refresh", "Refresh the progress", Workflow.Kind.REFRESH);
        all.add("plan", "Draw up the plan", Workflow.Kind.PLAN);
        all.add("issue", "Open an issue with the next steps", Workflow.Kind.ISSUE);
        all.add("workflow", "Start a workflow of GitHub Actions", Workflow.Kind.DISPATCH);
        all.add("dispatch", "Start a workflow of GitHub Actions", Workflow.Kind.DISPATCH);
        rulebook.achievements().forEach(rule -> {
            Strategy strategy = rulebook.strategyOf(rule);
            if (strategy.automationEnabled()) {
                all.byName.putIfAbsent(
                        rule.strategy(),
                        new Workflow(
                                rule.strategy(), strategy.name(), Workflow.Kind.ISSUE, Optional.of(rule.strategy())));
            }
        });
        return all;
    }

    private void add(String name, String title, Workflow.Kind kind) {
        byName.put(name, new Workflow(name, title, kind, Optional.empty()));
    }

    public Optional<Workflow> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<Workflow> all() {
        return List.copyOf(byName.values());
    }
}
