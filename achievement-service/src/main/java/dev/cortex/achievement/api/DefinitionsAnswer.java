package dev.cortex.achievement.api;

import dev.cortex.achievement.rules.Rule;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.rules.Strategy;
import dev.cortex.achievement.rules.Tier;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rules, as they are applied: their version and how sure each of them is. */
record DefinitionsAnswer(
        String version,
        LocalDate lastUpdated,
        Map<String, Definition> achievements,
        Map<String, Strategy> automationStrategies,
        Map<String, Priority> priorityMatrix) {

    record Definition(
            String achievementId,
            String name,
            String icon,
            String description,
            String unit,
            String status,
            String certainty,
            String priority,
            String automationStrategy,
            List<Tier> tiers,
            Optional<String> evidenceUrl) {

        static Definition of(Rule rule) {
            return new Definition(
                    rule.id(),
                    rule.name(),
                    rule.icon(),
                    rule.description(),
                    rule.unit(),
                    lower(rule.status()),
                    lower(rule.certainty()),
                    lower(rule.priority()),
                    rule.strategy(),
                    rule.tiers(),
                    rule.evidence());
        }
    }

    /** @param weight what the priority adds to the opportunity score */
    record Priority(int weight, List<String> achievements) {}

    static DefinitionsAnswer of(Rulebook rulebook) {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        rulebook.achievements().forEach(rule -> definitions.put(rule.id(), Definition.of(rule)));
        Map<String, Priority> priorities = new LinkedHashMap<>();
        Arrays.stream(Rule.Priority.values())
                .forEach(priority -> priorities.put(
                        lower(priority),
                        new Priority(
                                rulebook.weights().getOrDefault(priority, 0),
                                rulebook.achievements().stream()
                                        .filter(rule -> rule.priority() == priority)
                                        .map(Rule::id)
                                        .toList())));
        return new DefinitionsAnswer(
                rulebook.version(), rulebook.lastUpdated(), definitions, rulebook.strategies(), priorities);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
