package dev.cortex.routing.model;

import java.util.List;
import java.util.function.Supplier;

/**
 * When one expert is enough, from the original: one that is confident or leads clearly; else everyone worth asking in
 * parallel; else nobody is, and the task goes to the fallback, who can look at it and pass it on.
 *
 * @param confident this probability is enough by itself
 * @param lead so far ahead of the second is enough too
 * @param worthAsking who has at least this is asked in parallel
 */
public record Thresholds(double confident, double lead, double worthAsking) {
    public static final Thresholds DEFAULT = new Thresholds(0.8, 0.2, 0.3);

    public Thresholds {
        if (!(confident > 0 && confident <= 1 && lead > 0 && worthAsking > 0 && worthAsking <= confident)) {
            throw new IllegalArgumentException("0 < worthAsking <= confident <= 1 and lead > 0");
        }
    }

    /** @param likely whether {@code first} was worth asking; else it is whoever gets what nobody is likely for */
    record Choice(Ranked first, Strategy strategy, List<String> parallel, boolean likely) {}

    /** One expert and its probability. */
    record Ranked(String expert, double probability) {}

    /**
     * @param ranking the best first, at least one
     * @param unlikely who gets a task that nobody is worth asking about
     */
    Choice choose(List<Ranked> ranking, Supplier<Ranked> unlikely) {
        Ranked first = ranking.getFirst();
        double second = ranking.size() > 1 ? ranking.get(1).probability() : 0;
        if (first.probability() >= confident || first.probability() - second >= lead) {
            return new Choice(first, Strategy.SINGLE_EXPERT, List.of(), true);
        }
        List<String> asked = ranking.stream()
                .filter(ranked -> ranked.probability() >= worthAsking)
                .map(Ranked::expert)
                .toList();
        return switch (asked.size()) {
            case 0 -> new Choice(unlikely.get(), Strategy.SINGLE_EXPERT_LOW_CONFIDENCE, List.of(), false);
            case 1 -> new Choice(first, Strategy.SINGLE_EXPERT_LOW_CONFIDENCE, List.of(), true);
            default -> new Choice(first, Strategy.MULTI_EXPERT_PARALLEL, asked, true);
        };
    }
}
