package dev.cortex.achievement.rules;

import java.util.Optional;

/**
 * The way from the tier reached to the next one.
 *
 * @param current the count
 * @param needed how many more until the next tier; 0 when there is none
 * @param percentage 0..100 of the way between the two tiers, two decimals
 * @param completed whether the highest tier is reached
 */
public record Step(
        long current,
        Optional<String> nextTier,
        Optional<Long> nextRequirement,
        long needed,
        double percentage,
        boolean completed) {

    static Step of(Rule rule, long count) {
        if (rule.tiers().isEmpty()) {
            return new Step(count, Optional.empty(), Optional.empty(), 0, 0, false);
        }
        return rule.tierAfter(count)
                .map(next -> towards(rule, count, next))
                .orElseGet(() -> new Step(count, Optional.empty(), Optional.empty(), 0, 100, true));
    }

    private static Step towards(Rule rule, long count, Tier next) {
        long reached = rule.tierAt(count).map(Tier::requirement).orElse(0L);
        double share = 100.0 * (count - reached) / (next.requirement() - reached);
        return new Step(
                count,
                Optional.of(next.label()),
                Optional.of(next.requirement()),
                next.requirement() - count,
                Math.floor(share * 100) / 100,
                false);
    }
}
