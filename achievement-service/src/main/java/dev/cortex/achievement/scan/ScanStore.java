package dev.cortex.achievement.scan;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.walk.Position;
import dev.cortex.achievement.walk.Walk;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Where every scan stands, for all replicas and after restarts. */
interface ScanStore {
    /** Wants a scan. One that is under way stays as it is; so does one that has just been completed. */
    Uni<Void> request(String nodeId, String login);

    Uni<Optional<ScanStatus>> find(Login login);

    /** Takes a scan that is due and that no living replica works on, if there is one. */
    Uni<Optional<Claim>> claim();

    /** Begins another pass. */
    Uni<Boolean> begin(Claim claim, Walk walk);

    /**
     * Keeps where a walk stands after a page, and renews the lease.
     *
     * @return false when the scan is someone else's by now: nothing was written
     */
    Uni<Boolean> keep(Claim claim, Position position, int requests, int points);

    /** Keeps the positions and lets the scan rest. */
    Uni<Boolean> pause(Claim claim, Collection<Position> positions, Duration rest, String reason);

    Uni<Boolean> complete(Claim claim);

    Uni<Boolean> fail(Claim claim, String reason);
}
