package dev.cortex.achievement.forecast;

import java.time.Instant;

/** A count as it was seen at a time. */
public record Sight(Instant at, long count) {}
