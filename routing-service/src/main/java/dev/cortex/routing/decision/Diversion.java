package dev.cortex.routing.decision;

import java.util.Arrays;

/**
 * Why a task went to another than the model's first choice.
 *
 * @param from the first choice
 */
public record Diversion(String from, Reason reason) {
    /** The reasons; their words stand in answers, in the database and in explanations. */
    public enum Reason {
        BALANCE("balance", "has more than its share while both would do about equally well"),
        CAPACITY("capacity", "has as many tasks as it can have at once"),
        NO_WORKERS("no_workers", "has no workers now");

        private final String word;
        private final String sentence;

        Reason(String word, String sentence) {
            this.word = word;
            this.sentence = sentence;
        }

        public String word() {
            return word;
        }

        static Reason of(String word) {
            return Arrays.stream(values())
                    .filter(reason -> reason.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("unknown reason of a diversion: " + word));
        }
    }

    String explain(String to) {
        return "; goes to " + to + " because " + from + " " + reason.sentence;
    }
}
