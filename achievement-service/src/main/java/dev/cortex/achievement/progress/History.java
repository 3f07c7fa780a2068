package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was observed over time. */
public interface History {
    /**
     * The observations of one user, newest first.
     *
     * @param before only those before this id, for the next page
     */
    Uni<List<Change>> changes(Login login, Optional<String> achievementId, Optional<Long> before, int limit);

    /**
     * How one user stood at a time: the last observation of each achievement until then. Empty for a time before the
     * first.
     */
    Uni<List<Change>> standing(Login login, Optional<String> achievementId, Instant at);

    /**
     * The last looks at GitHub, newest first.
     *
     * @param login of one user, or of all
     */
    Uni<Tracking> tracking(Optional<Login> login, int limit);

    /** How all users stand, or some of them, best first. */
    Uni<List<Summary>> summaries(List<Login> logins, int limit);

    /**
     * One observation and the count it replaced.
     *
     * @param source who told it: an answer of GitHub, or one of its webhooks
     */
    record Change(
            long id,
            Instant timestamp,
            String achievementId,
            long count,
            long countMax,
            Optional<Long> previousCount,
            Optional<String> tier,
            boolean unlocked,
            double progressPercentage,
            String source) {}

    /** @param total of all looks ever, not only of those told */
    record Tracking(long total, List<Refresh> latest) {}

    /** One look at GitHub, whether it saw a change or not. */
    record Refresh(Instant timestamp, String username, int total, int unlocked, int inProgress, int changed) {}

    /** A row of the materialized view. */
    record Summary(String username, long totalAchievements, long unlockedCount, double avgProgress) {}
}
