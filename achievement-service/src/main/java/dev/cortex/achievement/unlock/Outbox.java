package dev.cortex.achievement.unlock;

/** Who sends what was addressed to subscribers. */
public interface Outbox {
    /** Something may have been addressed. Returns at once. */
    void look();
}
