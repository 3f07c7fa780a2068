package dev.cortex.achievement.observation;

import java.time.Instant;

/** A finding and when it was made. */
public record Observed(Finding finding, Instant at) {}
