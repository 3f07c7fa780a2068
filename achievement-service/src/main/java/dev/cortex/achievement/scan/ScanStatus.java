package dev.cortex.achievement.scan;

import dev.cortex.achievement.walk.Walk;
import java.time.Instant;
import java.util.Optional;

/**
 * How a scan stands.
 *
 * @param resumeAt nobody goes on before
 * @param reason why it is paused or failed
 * @param requests sent for all scans of this user so far
 * @param points GitHub took for them
 */
public record ScanStatus(
        String nodeId,
        String login,
        State state,
        Instant requestedAt,
        Instant resumeAt,
        Optional<String> reason,
        Optional<Instant> completedAt,
        long requests,
        long points,
        Walk walk) {

    /** In the order of a scan's life. */
    public enum State {
        WAITING,
        RUNNING,
        PAUSED,
        COMPLETE,
        FAILED
    }
}
