package dev.cortex.routing.model;

/** What a decision rests on. */
public enum Method {
    /** The definitions of the experts alone: type rules and words. */
    PRIOR("prior"),
    /** Definitions and what outcomes taught. */
    MIXTURE("mixture"),
    /** What outcomes taught alone. */
    LEARNED("learned"),
    /** The task named its expert. */
    NAMED("named");

    private final String word;

    Method(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
