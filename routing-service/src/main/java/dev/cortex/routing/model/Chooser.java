package dev.cortex.routing.model;

import dev.cortex.routing.experts.Evidence;
import dev.cortex.routing.learner.Learner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a decision of what a router makes of a task: who, how, and why.
 *
 * <p>A task that nobody is likely for goes to the coordinator, who can pass it on. Where there is none, somebody has to
 * get it, and it is best spent on finding out: when outcomes only say whether the one who was chosen did well, nobody
 * ever says who would have, so an expert that is never tried is never learned. Then it goes to the likeliest of those who
 * were never right so far. Confidence stays what the model believes.
 */
final class Chooser {
    private static final String FALLBACK = "coordinator";
    private static final int SCORES_MAX = 10;
    /** A learned score so far ahead is not given up to find out about somebody else. */
    private static final double CURIOSITY = 8;

    private final Roster roster;
    private final Learner learner;
    private final Calibration calibration;

    Chooser(Roster roster, Learner learner, Calibration calibration) {
        this.roster = roster;
        this.learner = learner;
        this.calibration = calibration;
    }

    /** Of a roster with at least one expert. */
    Decision choose(Outlook outlook, List<String> words, Thresholds by, long epoch) {
        List<Thresholds.Ranked> ranking = ranking(outlook);
        Thresholds.Choice choice = by.choose(ranking, () -> unlikely(outlook));
        return decision(choice, ranking, outlook, words, epoch);
    }

    private List<Thresholds.Ranked> ranking(Outlook outlook) {
        List<Thresholds.Ranked> ranking = new ArrayList<>(SCORES_MAX);
        for (int number : outlook.top(SCORES_MAX, roster.present())) {
            ranking.add(new Thresholds.Ranked(roster.name(number), outlook.probabilities[number]));
        }
        return ranking;
    }

    private Thresholds.Ranked unlikely(Outlook outlook) {
        int number = roster.find(FALLBACK).isPresent() ? roster.number(FALLBACK) : mostCurious(outlook);
        return new Thresholds.Ranked(roster.name(number), outlook.probabilities[number]);
    }

    private int mostCurious(Outlook outlook) {
        int most = outlook.best();
        double top = Double.NEGATIVE_INFINITY;
        for (int number = 0; number < outlook.totals.length; number++) {
            double bonus = learner.isUntried(number) ? CURIOSITY * calibration.scale() : 0;
            if (roster.isPresent(number) && outlook.totals[number] + bonus > top) {
                top = outlook.totals[number] + bonus;
                most = number;
            }
        }
        return most;
    }

    private Decision decision(
            Thresholds.Choice choice,
            List<Thresholds.Ranked> ranking,
            Outlook outlook,
            List<String> words,
            long epoch) {
        String expert = choice.first().expert();
        int number = roster.number(expert);
        Evidence evidence = outlook.evidence.get(expert);
        double learned = learner.hasSeen(number) ? calibration.scale() * outlook.learned[number] : 0;
        Map<String, Double> scores = LinkedHashMap.newLinkedHashMap(ranking.size());
        for (Thresholds.Ranked ranked : ranking) {
            scores.put(ranked.expert(), ranked.probability());
        }
        return new Decision(
                expert,
                choice.first().probability(),
                choice.strategy(),
                method(evidence != null, learned != 0),
                choice.parallel(),
                Collections.unmodifiableMap(scores),
                new Explanation(expert, evidence, learned, learner.speaking(words, number), isTried(choice, number)),
                epoch);
    }

    private boolean isTried(Thresholds.Choice choice, int number) {
        return !choice.likely() && !choice.first().expert().equals(FALLBACK) && learner.isUntried(number);
    }

    private static Method method(boolean defined, boolean learned) {
        if (!learned) {
            return Method.PRIOR;
        }
        return defined ? Method.MIXTURE : Method.LEARNED;
    }
}
