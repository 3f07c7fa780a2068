package dev.cortex.achievement.budget;

/** Who waits for a request to GitHub. */
public enum Urgency {
    /** Somebody waits for the answer: passes all that nobody waits for, and may spend the last point. */
    PERSON,
    /** Batches, renewals behind an old answer, scans: leaves the reserve of every token, and free places, to people. */
    BACKGROUND
}
