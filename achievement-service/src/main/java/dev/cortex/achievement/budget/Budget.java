package dev.cortex.achievement.budget;

import java.time.Instant;

/** What GitHub says is left of an account's points in this hour. */
public record Budget(int limit, int remaining, Instant resetAt) {}
