package dev.cortex.achievement.github;

import java.time.Instant;

/** What GitHub says is left of a token's points in this hour. */
record Budget(int limit, int remaining, Instant resetAt) {}
