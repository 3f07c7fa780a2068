package dev.cortex.achievement.progress;

/** The view of all users, which lags a moment behind the observations. */
interface SummaryView {
    /** Something was appended that the view does not show yet. Returns at once. */
    void changed();
}
