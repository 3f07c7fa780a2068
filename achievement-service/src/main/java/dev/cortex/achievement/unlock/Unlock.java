package dev.cortex.achievement.unlock;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/**
 * A tier that a user reached.
 *
 * @param position in the order in which all of them are told
 * @param source github or webhook: who told the observation that proves it
 */
public record Unlock(
        long position,
        String nodeId,
        String username,
        String achievementId,
        String tier,
        long count,
        String source,
        Instant unlockedAt) {
    /** From a row that has its columns. */
    public static Unlock of(Row row) {
        return new Unlock(
                row.getLong("position"),
                row.getString("node_id"),
                row.getString("username"),
                row.getString("achievement_id"),
                row.getString("tier"),
                row.getLong("count"),
                row.getString("source"),
                row.getOffsetDateTime("unlocked_at").toInstant());
    }
}
