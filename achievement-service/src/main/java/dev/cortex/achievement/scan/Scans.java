package dev.cortex.achievement.scan;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.observation.Survey;
import dev.cortex.achievement.progress.ProgressReader;
import dev.cortex.achievement.progress.Reading;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.ScanConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** For those who want everything looked at. */
@Singleton
public final class Scans {
    private static final Logger LOG = Logger.getLogger(Scans.class);

    private final ScanStore store;
    private final ScanSweep sweep;
    private final ProgressReader progress;
    private final ScanConfig config;
    private final Clock clock;

    Scans(ScanStore store, ScanSweep sweep, ProgressReader progress, AchievementConfig config, Clock clock) {
        this.store = store;
        this.sweep = sweep;
        this.progress = progress;
        this.config = config.scan();
        this.clock = clock;
    }

    /** Wants a scan of this user; it runs in the background. */
    public Uni<ScanStatus> request(Login login) {
        return progress.read(login)
                .map(Reading::snapshot)
                .flatMap(known -> store.request(known.nodeId(), known.login()).flatMap(_ -> store.find(login)))
                .invoke(sweep::sweep)
                .map(Optional::orElseThrow);
    }

    public Uni<Optional<ScanStatus>> find(Login login) {
        return store.find(login);
    }

    /**
     * A user was read. He is scanned behind the answer if that is wanted, or if the configuration wants it for everyone who
     * was not scanned for long.
     */
    public void read(Snapshot known, boolean deep) {
        if (!deep && (!config.automatic() || scannedLately(known))) {
            return;
        }
        store.request(known.nodeId(), known.login())
                .subscribe()
                .with(_ -> sweep.sweep(), failure -> LOG.warnf("no scan was requested: %s", failure.getMessage()));
    }

    private boolean scannedLately(Snapshot known) {
        Instant border = clock.instant().minus(config.again());
        return known.achievements().values().stream()
                .flatMap(observed -> observed.survey().stream())
                .map(Survey::at)
                .anyMatch(at -> at.isAfter(border));
    }
}
