package dev.cortex.routing.model;

/** How a decision is meant; the words are those of the original's log. */
public enum Strategy {
    SINGLE_EXPERT("single_expert"),
    MULTI_EXPERT_PARALLEL("multi_expert_parallel"),
    SINGLE_EXPERT_LOW_CONFIDENCE("single_expert_low_confidence"),
    /** The first choice has no worker or no free place; not the original's. */
    SECOND_CHOICE("second_choice");

    private final String word;

    Strategy(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
