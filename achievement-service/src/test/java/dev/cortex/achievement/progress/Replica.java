package dev.cortex.achievement.progress;

import dev.cortex.achievement.AchievementConfig;
import java.time.Clock;

/** One replica of the service, without its edges: several of them share a cache and a store. */
record Replica(ProgressReader reader, BatchReader batch) {
    static Replica of(
            AchievementConfig config, FakeGitHub github, ProgressCache cache, ProgressStore store, Clock clock) {
        Landing landing = new Landing(config, store, cache, clock);
        ProgressFlight flight = new ProgressFlight(config, github, cache, landing, clock);
        return new Replica(
                new ProgressReader(config, cache, store, flight, clock),
                new BatchReader(config, github, cache, store, landing, clock));
    }
}
