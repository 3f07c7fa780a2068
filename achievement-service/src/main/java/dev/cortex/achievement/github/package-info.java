/** The edge to GitHub: the queries that are sent, the tokens that pay for them, and every way it can fail as a type of its own. */
@NullMarked
package dev.cortex.achievement.github;

import org.jspecify.annotations.NullMarked;
