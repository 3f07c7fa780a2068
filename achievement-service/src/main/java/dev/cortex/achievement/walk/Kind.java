package dev.cortex.achievement.walk;

import java.util.Locale;

/** What is walked through: each is one list that GitHub gives in pages. */
public enum Kind {
    /** The user's own merged pull requests. */
    MERGES,
    /** Merged pull requests of others in which the user took part; only search finds them. */
    INVOLVED,
    /** The user's answers that were accepted. */
    ANSWERS,
    /** The user's closed issues. */
    CLOSED_ISSUES,
    /** The user's pull requests that were closed without a merge. */
    CLOSED_PULLS;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the first that counts ends the walk. */
    boolean oneIsEnough() {
        return this == CLOSED_ISSUES || this == CLOSED_PULLS;
    }

    boolean searched() {
        return this == INVOLVED;
    }
}
