package dev.cortex.achievement.rules;

import java.util.List;
import java.util.Optional;

/**
 * One achievement: what is counted and what it leads to.
 *
 * @param unit what one of the count is
 * @param tiers lowest first; none where GitHub has not made them known
 * @param strategy key of the honest way to get further
 * @param evidence URL that shows what is counted, with {@code {login}} for the user; none where GitHub shows no such page
 */
public record Rule(
        String id,
        String name,
        String icon,
        String description,
        String unit,
        Status status,
        Certainty certainty,
        Priority priority,
        String strategy,
        List<Tier> tiers,
        Optional<String> evidence) {

    /** Whether it can be had today. */
    public enum Status {
        EARNABLE,
        TESTING,
        CLOSED
    }

    /** How sure the rule is: GitHub publishes none of them. */
    public enum Certainty {
        HIGH,
        MEDIUM,
        LOW
    }

    /** What it is worth to go for it. */
    public enum Priority {
        HIGH,
        MEDIUM,
        LOW
    }

    public Rule {
        tiers = List.copyOf(tiers);
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).requirement() <= tiers.get(i - 1).requirement()) {
                throw new IllegalArgumentException("the tiers of " + id + " do not rise");
            }
        }
        if (status == Status.EARNABLE && tiers.isEmpty()) {
            throw new IllegalArgumentException(id + " can be earned, but has no tier");
        }
    }

    /** The highest tier that a count reaches. */
    public Optional<Tier> tierAt(long count) {
        return tiers.reversed().stream()
                .filter(tier -> count >= tier.requirement())
                .findFirst();
    }

    /** The lowest tier that a count does not reach. */
    public Optional<Tier> tierAfter(long count) {
        return tiers.stream().filter(tier -> count < tier.requirement()).findFirst();
    }

    public Optional<String> evidenceOf(String login) {
        return evidence.map(url -> url.replace("{login}", login));
    }
}
