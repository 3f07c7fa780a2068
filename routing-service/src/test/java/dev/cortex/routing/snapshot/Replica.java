package dev.cortex.routing.snapshot;

import dev.cortex.routing.Settings;
import dev.cortex.routing.model.ModelState;
import dev.cortex.routing.outcome.Follower;
import dev.cortex.routing.outcome.Followers;
import dev.cortex.routing.outcome.OutcomeLog;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.Spaces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;

/** Another replica over the same database, as far as it learns. */
final class Replica {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RoutingSettings settings =
            Settings.with(Map.of("log.page", "50", "log.patience", "60s", "snapshots.entries", "1"));
    final Spaces spaces = new Spaces(settings, new SimpleMeterRegistry());
    final Follower follower;
    private final Snapshots snapshots;

    Replica(OutcomeLog log, SnapshotStore store, EpochBook book) {
        PastModels past = new PastModels(log, store, book, spaces, settings);
        follower = Followers.of(log, spaces, past, settings);
        snapshots = new Snapshots(store, book, spaces, follower, settings);
    }

    void restore() {
        snapshots.restore().await().atMost(PATIENCE);
    }

    long startedAt() {
        return follower.applied();
    }

    /** One of every space, at the place that was followed to. */
    void takeComplete() {
        snapshots.takeComplete().await().atMost(PATIENCE);
    }

    ModelState state(String space, long place) {
        follower.upTo(place).await().atMost(PATIENCE);
        return spaces.find(space).orElseThrow().state();
    }
}
