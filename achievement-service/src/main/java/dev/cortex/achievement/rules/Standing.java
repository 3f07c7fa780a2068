package dev.cortex.achievement.rules;

import dev.cortex.achievement.observation.Count;
import java.util.Optional;

/**
 * Where a user stands with one achievement, by what is proven.
 *
 * @param count absent when it was never observed: not known is not zero
 * @param tier the tier of the proven count
 * @param possibleTier the tier if everything not disproven counts
 * @param unlocked whether the base tier is reached; the badge itself may trail it, and one in test is given to nobody yet
 */
public record Standing(
        Rule rule,
        Optional<Count> count,
        Optional<Tier> tier,
        Optional<Tier> possibleTier,
        boolean unlocked,
        Step step) {

    public static Standing of(Rule rule, Optional<Count> count) {
        long proven = count.map(Count::min).orElse(0L);
        long possible = count.map(Count::max).orElse(0L);
        Optional<Tier> tier = rule.tierAt(proven);
        boolean unlocked = tier.isPresent() && rule.status() != Rule.Status.TESTING;
        return new Standing(rule, count, tier, rule.tierAt(possible), unlocked, Step.of(rule, proven));
    }

    /** Begun, can be earned, and not at its highest tier. */
    public boolean inProgress() {
        return rule.status() == Rule.Status.EARNABLE
                && !step.completed()
                && count.map(Count::max).orElse(0L) > 0;
    }
}
