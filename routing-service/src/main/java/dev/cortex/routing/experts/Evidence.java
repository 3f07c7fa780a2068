package dev.cortex.routing.experts;

import java.util.ArrayList;
import java.util.List;

/** What a text says about one expert by its definition alone: a sum on the scale of log-odds, and the reasons for it. */
public final class Evidence {
    /**
     * What any number of words comes to at most: 0.94 among six experts. A list of words is a hint, not a statement;
     * more words say more, but ever less so.
     */
    public static final double WORDS_MAX = 4.5;

    private final List<Reason> reasons = new ArrayList<>();
    private double words;
    private double rule;

    /** One match: the {@code kind} of rule, the text of the definition that matched and what it counted. */
    public record Reason(Kind kind, String text, double weight) {}

    /** The kinds of match; what they count is chosen so that one keyword leads to about 0.6 among six experts. */
    public enum Kind {
        TYPE("type", 9, 1),
        KEYWORD("keyword", 2.2, 1),
        BOOSTER("booster", 1.1, 0.5),
        NEGATIVE("against", -2.6, 0),
        DESCRIPTION("description", 0.9, 0.25);

        final String word;
        final double weight;
        /** How far it makes the phrase this expert's own: the more claims, the less it tells them apart. */
        final double claim;

        Kind(String word, double weight, double claim) {
            this.word = word;
            this.weight = weight;
            this.claim = claim;
        }

        public String word() {
            return word;
        }
    }

    void add(Kind kind, String text, double weight) {
        reasons.add(new Reason(kind, text, weight));
        if (kind == Kind.TYPE) {
            rule = Math.max(rule, weight);
        } else {
            words += weight;
        }
    }

    /** What the words of its definition say, to be bounded by {@link #WORDS_MAX}; fades as outcomes teach more. */
    public double words() {
        return words;
    }

    /** What the type says; stays. */
    public double rule() {
        return rule;
    }

    public List<Reason> reasons() {
        return List.copyOf(reasons);
    }
}
