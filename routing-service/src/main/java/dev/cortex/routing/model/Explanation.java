package dev.cortex.routing.model;

import dev.cortex.routing.experts.Evidence;
import dev.cortex.routing.text.Featurizer;
import dev.cortex.routing.text.StopWords;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in a sentence which rules and words spoke for a decision. */
final class Explanation {
    private static final int REASONS_MAX = 5;
    private static final int WORDS_MAX = 3;
    private static final double WEIGHT_MIN = 0.05;

    private Explanation() {}

    static String of(
            String expert,
            @Nullable Evidence evidence,
            double learned,
            List<String> words,
            Learner learner,
            int number) {
        StringBuilder text = new StringBuilder(160).append(expert).append(": ");
        int before = text.length();
        if (evidence != null) {
            evidence.reasons().stream()
                    .sorted(Comparator.comparingDouble(reason -> -Math.abs(reason.weight())))
                    .limit(REASONS_MAX)
                    .forEach(reason -> reason(text, before, reason));
        }
        if (Math.abs(learned) >= WEIGHT_MIN) {
            text.append(text.length() > before ? "; " : "").append("learned from outcomes ");
            number(text, learned);
            learnedWords(text, words, learner, number);
        }
        return text.length() > before
                ? text.toString()
                : text.append("nothing speaks for any expert").toString();
    }

    private static void reason(StringBuilder text, int before, Evidence.Reason reason) {
        text.append(text.length() > before ? ", " : "").append(reason.kind().word());
        text.append(" \"").append(reason.text()).append("\" ");
        number(text, reason.weight());
    }

    private static void learnedWords(StringBuilder text, List<String> words, Learner learner, int number) {
        List<String> best = words.stream()
                .distinct()
                .filter(word -> !StopWords.contains(word))
                .filter(word -> learner.weight(Featurizer.wordId(word), number) > WEIGHT_MIN)
                .sorted(Comparator.comparingDouble(word -> -learner.weight(Featurizer.wordId(word), number)))
                .limit(WORDS_MAX)
                .toList();
        if (!best.isEmpty()) {
            text.append(" (\"").append(String.join("\", \"", best)).append("\")");
        }
    }

    private static void number(StringBuilder text, double value) {
        long hundredths = Math.round(Math.abs(value) * 100);
        text.append(value < 0 ? '-' : '+').append(hundredths / 100).append('.');
        text.append(hundredths % 100 < 10 ? "0" : "").append(hundredths % 100);
    }
}
