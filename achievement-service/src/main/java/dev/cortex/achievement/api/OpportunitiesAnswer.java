package dev.cortex.achievement.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.progress.Reading;
import dev.cortex.achievement.rules.Opportunity;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.rules.Standing;
import dev.cortex.achievement.rules.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is worth going for next, best first. */
record OpportunitiesAnswer(
        Instant timestamp,
        String username,
        List<Item> opportunities,
        List<Item> top_3,
        @JsonUnwrapped Age age) {
    private static final int TOP = 3;

    /** One opportunity; the score is the sum of its breakdown, at most 100. */
    record Item(
            String achievementId,
            String name,
            String icon,
            Optional<Long> currentCount,
            Optional<String> currentTier,
            Optional<String> nextTier,
            double progressPercentage,
            double opportunityScore,
            Opportunity.Score scoreBreakdown,
            String automationStrategy,
            boolean automationEnabled,
            String priority,
            long needed,
            String unit,
            String certainty,
            List<String> nextSteps,
            Optional<String> evidenceUrl) {

        static Item of(Opportunity one, String login) {
            Standing standing = one.standing();
            return new Item(
                    standing.rule().id(),
                    standing.rule().name(),
                    standing.rule().icon(),
                    standing.count().map(Count::min),
                    standing.tier().map(Tier::label),
                    standing.step().nextTier(),
                    standing.step().percentage(),
                    one.score().total(),
                    one.score(),
                    standing.rule().strategy(),
                    one.strategy().automationEnabled(),
                    standing.rule().priority().name().toLowerCase(Locale.ROOT),
                    standing.step().needed(),
                    standing.rule().unit(),
                    standing.rule().certainty().name().toLowerCase(Locale.ROOT),
                    one.strategy().steps(),
                    standing.rule().evidenceOf(login));
        }
    }

    static OpportunitiesAnswer of(Reading reading, Rulebook rulebook, Age age) {
        String login = reading.snapshot().login();
        List<Item> items = Opportunity.among(rulebook.standings(reading.snapshot()), rulebook).stream()
                .map(one -> Item.of(one, login))
                .toList();
        return new OpportunitiesAnswer(
                reading.snapshot().fetchedAt(), login, items, items.subList(0, Math.min(TOP, items.size())), age);
    }
}
