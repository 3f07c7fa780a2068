package dev.cortex.achievement.workflow;

import java.util.Optional;

/**
 * Something that can be executed by name.
 *
 * @param strategy key of the strategy whose steps it writes down; none for those that are of no strategy
 */
public record Workflow(String name, String title, Kind kind, Optional<String> strategy) {

    /** What it comes to. Nothing else is done on GitHub in a user's name. */
    public enum Kind {
        /** Asks GitHub how far the user is. */
        REFRESH(false),
        /** Draws up the plan. */
        PLAN(false),
        /** Opens one issue with the next honest steps in a repository of the user. */
        ISSUE(true),
        /** Starts a workflow of GitHub Actions that the user has in a repository of his. */
        DISPATCH(true);

        private final boolean writes;

        Kind(boolean writes) {
            this.writes = writes;
        }

        /** Whether it can write on GitHub; then it is a dry run until someone confirms it. */
        public boolean writes() {
            return writes;
        }
    }
}
