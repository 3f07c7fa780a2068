package dev.cortex.achievement.github;

import java.util.Map;

/** What is sent to GitHub at once. */
interface Query {
    String document();

    /** User text is only here, never in the document. */
    Map<String, Object> variables();

    /** By GitHub's cost rule. */
    int pointsExpected();
}
