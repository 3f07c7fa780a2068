package dev.cortex.achievement.progress;

import dev.cortex.achievement.settings.AchievementConfig;
import java.time.Clock;

/** One replica of the service, without its edges: several of them share a cache and a store. */
record Replica(ProgressReader reader, BatchReader batch) {
    static Replica of(
            AchievementConfig config, FakeGitHub github, ProgressCache cache, ProgressStore store, Clock clock) {
        return of(config, github, new FakeActivity(), cache, store, clock);
    }

    static Replica of(
            AchievementConfig config,
            FakeGitHub github,
            FakeActivity activity,
            ProgressCache cache,
            ProgressStore store,
            Clock clock) {
        Confirmation confirmation = new Confirmation(config, store, cache, activity, clock);
        Landing landing = new Landing(config, store, cache, clock);
        ProgressFlight flight = new ProgressFlight(config, github, cache, landing, confirmation, clock);
        return new Replica(
                new ProgressReader(config, cache, store, flight, clock),
                new BatchReader(config, github, cache, store, landing, confirmation, clock));
    }
}
