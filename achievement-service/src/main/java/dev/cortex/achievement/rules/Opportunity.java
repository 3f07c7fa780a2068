package dev.cortex.achievement.rules;

import java.util.Comparator;
import java.util.List;

/**
 * An achievement worth going for, and why.
 *
 * <pre>score = priority (40, 25 or 10) + 0.3 x percentage (0..30) + ease of its strategy (0..30), 0..100</pre>
 */
public record Opportunity(Standing standing, Strategy strategy, Score score) {
    private static final Comparator<Opportunity> BEST_FIRST = Comparator.comparingDouble(
                    (Opportunity one) -> one.score().total())
            .reversed()
            .thenComparing(one -> one.standing().rule().id());

    /** The score and what it is made of. */
    public record Score(double total, int priority, double progress, int ease) {
        private static final double PROGRESS_WEIGHT = 0.3;
        private static final double TOTAL_MAX = 100;

        static Score of(int priority, double percentage, int ease) {
            double progress = round(PROGRESS_WEIGHT * percentage);
            return new Score(Math.clamp(round(priority + progress + ease), 0, TOTAL_MAX), priority, progress, ease);
        }

        private static double round(double value) {
            return Math.round(value * 100) / 100.0;
        }
    }

    /** How near it is: the bucket of a plan. */
    public enum Horizon {
        IMMEDIATE(80),
        SHORT_TERM(60),
        MEDIUM_TERM(40),
        LONG_TERM(0);

        private final int from;

        Horizon(int from) {
            this.from = from;
        }

        static Horizon of(double score) {
            for (Horizon horizon : values()) {
                if (score >= horizon.from) {
                    return horizon;
                }
            }
            return LONG_TERM;
        }
    }

    public Horizon horizon() {
        return Horizon.of(score.total());
    }

    /** Those that can be earned and are not finished, best first; equal scores in the order of their ids. */
    public static List<Opportunity> among(List<Standing> standings, Rulebook rulebook) {
        return standings.stream()
                .filter(standing -> standing.rule().status() == Rule.Status.EARNABLE)
                .filter(standing -> !standing.step().completed())
                .map(standing -> of(standing, rulebook))
                .sorted(BEST_FIRST)
                .toList();
    }

    private static Opportunity of(Standing standing, Rulebook rulebook) {
        Strategy strategy = rulebook.strategyOf(standing.rule());
        Score score =
                Score.of(rulebook.weightOf(standing.rule()), standing.step().percentage(), strategy.ease());
        return new Opportunity(standing, strategy, score);
    }
}
