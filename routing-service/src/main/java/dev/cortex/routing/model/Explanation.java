package dev.cortex.routing.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cortex.routing.experts.Evidence;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says in a sentence which rules and words spoke for a decision. What it says is fixed when the decision is made; the
 * sentence is written when it is read, because a router decides a hundred thousand times a second and is asked why far
 * less often.
 */
public final class Explanation {
    private static final int REASONS_MAX = 5;
    private static final double WEIGHT_MIN = 0.05;

    private final String expert;
    private final @Nullable Evidence evidence;
    private final double learned;
    private final List<String> words;
    private final boolean tried;
    /** Written at most once a thread; who writes it does not matter, as all write the same. */
    private @Nullable String text;

    /** @param tried whether it was chosen to find out, and not because it is likely */
    Explanation(String expert, @Nullable Evidence evidence, double learned, List<String> words, boolean tried) {
        this.expert = expert;
        this.evidence = evidence;
        this.learned = learned;
        this.words = words;
        this.tried = tried;
    }

    /** One that was written before, here or by another replica. */
    @JsonCreator
    Explanation(String text) {
        this("", null, 0, List.of(), false);
        this.text = text;
    }

    @Override
    @JsonValue
    public String toString() {
        String known = text;
        if (known == null) {
            known = write();
            text = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Explanation that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    private String write() {
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
            if (!words.isEmpty()) {
                text.append(" (\"").append(String.join("\", \"", words)).append("\")");
            }
        }
        if (text.length() == before) {
            text.append("nothing speaks for any expert");
        }
        return tried ? text.append("; tried, as it was never right so far").toString() : text.toString();
    }

    private static void reason(StringBuilder text, int before, Evidence.Reason reason) {
        text.append(text.length() > before ? ", " : "").append(reason.kind().word());
        text.append(" \"").append(reason.text()).append("\" ");
        number(text, reason.weight());
    }

    private static void number(StringBuilder text, double value) {
        long hundredths = Math.round(Math.abs(value) * 100);
        text.append(value < 0 ? '-' : '+').append(hundredths / 100).append('.');
        text.append(hundredths % 100 < 10 ? "0" : "").append(hundredths % 100);
    }
}
