package dev.cortex.achievement.api;

import dev.cortex.achievement.observation.Survey;
import dev.cortex.achievement.scan.ScanStatus;
import dev.cortex.achievement.walk.Done;
import dev.cortex.achievement.walk.Kind;
import dev.cortex.achievement.walk.Position;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a deep scan stands.
 *
 * @param resumeAt when a paused one goes on
 * @param reason why it is paused or failed
 * @param requests sent for all scans of this user so far, and the points they took
 * @param lists what is walked through
 * @param achievements what is proven so far
 */
record ScanAnswer(
        String username,
        String nodeId,
        String state,
        String statusUrl,
        Instant requestedAt,
        Optional<Instant> resumeAt,
        Optional<String> reason,
        Optional<Instant> completedAt,
        long requests,
        long points,
        String rulesVersion,
        Map<String, Listing> lists,
        Map<String, Proven> achievements) {

    /**
     * @param scanned of so many there are, as far as that is known yet
     * @param completeUntil everything that happened until then is counted for good
     */
    record Listing(
            long scanned, Optional<Long> total, boolean finished, Optional<Instant> completeUntil, int pageSize) {
        static Listing of(Position position) {
            return new Listing(
                    position.scanned(),
                    position.total(),
                    position.finished(),
                    position.done().map(Done::until),
                    position.stride().size());
        }
    }

    /** @param countMax equal to the count once it is exact */
    record Proven(long count, long countMax, long scanned, long total, Optional<Instant> completedAt) {
        static Proven of(Survey survey) {
            return new Proven(
                    survey.count().min(), survey.count().max(), survey.scanned(), survey.total(), survey.completedAt());
        }
    }

    static ScanAnswer of(ScanStatus status, Instant now) {
        Map<String, Listing> lists = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            lists.put(kind.key(), Listing.of(status.walk().position(kind)));
        }
        Map<String, Proven> achievements = new LinkedHashMap<>();
        status.walk()
                .surveys(Survey.State.SCANNING, now)
                .forEach((id, survey) -> achievements.put(id, Proven.of(survey)));
        return new ScanAnswer(
                status.login(),
                status.nodeId(),
                status.state().name().toLowerCase(Locale.ROOT),
                "/api/achievements/scan?username=" + status.login(),
                status.requestedAt(),
                Optional.of(status.resumeAt()).filter(_ -> status.state() == ScanStatus.State.PAUSED),
                status.reason(),
                status.completedAt(),
                status.requests(),
                status.points(),
                status.walk().rules(),
                lists,
                achievements);
    }
}
