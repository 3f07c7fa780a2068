package dev.cortex.achievement.progress;

/** Who tells of the tiers that were reached. */
public interface Unlocks {
    /** Some were written and are committed. Returns at once. */
    void written();
}
