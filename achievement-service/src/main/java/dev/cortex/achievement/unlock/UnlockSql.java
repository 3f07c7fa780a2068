package dev.cortex.achievement.unlock;

/** The statements about unlocks. */
final class UnlockSql {
    private UnlockSql() {}

    /**
     * Any number that nothing else in this database locks; held until the transaction ends. Positions are given by one at a
     * time: they are seen in their order, so nobody who has seen one misses an earlier one.
     */
    static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7205759403792796)";

    static final String PLACE = """
            UPDATE achievement.unlocks SET position = nextval('achievement.unlock_positions')
            WHERE id = ANY (ARRAY(
                SELECT id FROM achievement.unlocks WHERE position IS NULL AND NOT first_seen ORDER BY id LIMIT $1))
            RETURNING position""";

    /** What the placed ones are to be told to; once, because the position is new. */
    static final String ADDRESS = """
            INSERT INTO achievement.webhook_outbox (subscription_id, position, due_at, created_at)
            SELECT subscriptions.id, unlocks.position, $2, $2
            FROM achievement.unlocks AS unlocks
            JOIN achievement.webhook_subscriptions AS subscriptions
                ON subscriptions.logins IS NULL OR lower(unlocks.username) = ANY (subscriptions.logins)
            WHERE unlocks.position = ANY ($1)
            ON CONFLICT (subscription_id, position) DO NOTHING""";

    private static final String FIELDS =
            "SELECT position, node_id, username, achievement_id, tier, count, source, unlocked_at FROM achievement.unlocks";

    static final String AFTER = FIELDS + " WHERE position > $1 ORDER BY position LIMIT $2";

    static final String AFTER_OF_USER = FIELDS + """
             WHERE node_id = (SELECT node_id FROM achievement.users WHERE login_key = $3) AND position > $1
            ORDER BY position LIMIT $2""";

    static final String LAST = "SELECT coalesce(max(position), 0) FROM achievement.unlocks WHERE position IS NOT NULL";

    static final String UNPUBLISHED =
            FIELDS + " WHERE position IS NOT NULL AND published_at IS NULL ORDER BY position LIMIT $1";

    static final String PUBLISHED = "UPDATE achievement.unlocks SET published_at = $2 WHERE position = ANY ($1)";
}
