package dev.cortex.achievement.rules;

import dev.cortex.achievement.observation.Snapshot;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Every rule, at a version. A rule that GitHub changes is a new version of this data, not of the code.
 *
 * @param weights points of the opportunity score for a rule's priority
 * @param strategies by their key
 */
public record Rulebook(
        String version,
        LocalDate lastUpdated,
        Map<Rule.Priority, Integer> weights,
        Map<String, Strategy> strategies,
        List<Rule> achievements) {
    public Rulebook {
        weights = Map.copyOf(weights);
        strategies = Map.copyOf(strategies);
        achievements = List.copyOf(achievements);
        Set<String> ids = new HashSet<>();
        for (Rule rule : achievements) {
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("two rules for " + rule.id());
            }
            if (!strategies.containsKey(rule.strategy()) || !weights.containsKey(rule.priority())) {
                throw new IllegalArgumentException("no strategy or no weight for " + rule.id());
            }
        }
    }

    public Strategy strategyOf(Rule rule) {
        return Objects.requireNonNull(strategies.get(rule.strategy()));
    }

    public int weightOf(Rule rule) {
        return Objects.requireNonNull(weights.get(rule.priority()));
    }

    /** Where a user stands with each achievement, in the order of the rules. */
    public List<Standing> standings(Snapshot snapshot) {
        return achievements.stream()
                .map(rule -> Standing.of(rule, snapshot.observed(rule.id()).map(observed -> observed.finding()
                        .count())))
                .toList();
    }

    public Optional<Rule> rule(String id) {
        return achievements.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
