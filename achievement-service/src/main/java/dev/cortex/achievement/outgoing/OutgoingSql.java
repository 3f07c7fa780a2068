package dev.cortex.achievement.outgoing;

/** The statements about subscriptions and what they are to be told. */
final class OutgoingSql {
    private OutgoingSql() {}

    /** Not beyond the bound, also when many subscribe at once: they do so one after the other. */
    static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7205759403792797)";

    static final String SUBSCRIBE = """
            INSERT INTO achievement.webhook_subscriptions (id, url, secret, logins, created_at)
            SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM achievement.webhook_subscriptions) < $6""";

    static final String UNSUBSCRIBE = "DELETE FROM achievement.webhook_subscriptions WHERE id = $1";

    static final String LIST = """
            SELECT id, url, logins, created_at, waiting.count AS waiting, waiting.error AS last_error
            FROM achievement.webhook_subscriptions AS subscriptions
            LEFT JOIN LATERAL (
                SELECT count(*) AS count, (array_agg(last_error ORDER BY due_at DESC)
                    FILTER (WHERE last_error IS NOT NULL))[1] AS error
                FROM achievement.webhook_outbox AS outbox
                WHERE outbox.subscription_id = subscriptions.id AND due_at IS NOT NULL
            ) AS waiting ON true
            ORDER BY created_at, id""";

    /** Whoever takes it has it until the lease ends; then another may try. */
    static final String CLAIM = """
            UPDATE achievement.webhook_outbox AS outbox SET attempts = outbox.attempts + 1, due_at = $2
            FROM (
                SELECT id FROM achievement.webhook_outbox WHERE due_at <= $1 ORDER BY due_at LIMIT $3
                FOR UPDATE SKIP LOCKED
            ) AS due, achievement.webhook_subscriptions AS subscriptions, achievement.unlocks AS unlocks
            WHERE outbox.id = due.id AND subscriptions.id = outbox.subscription_id
                AND unlocks.position = outbox.position AND unlocks.position IS NOT NULL
            RETURNING outbox.id, outbox.attempts, subscriptions.url, subscriptions.secret, unlocks.position, unlocks.node_id,
                unlocks.username, unlocks.achievement_id, unlocks.tier, unlocks.count, unlocks.source, unlocks.unlocked_at""";

    /** Not by one whose lease was over. */
    static final String DELIVERED = """
            UPDATE achievement.webhook_outbox SET due_at = NULL, delivered_at = $3, last_error = NULL
            WHERE id = $1 AND attempts = $2 AND due_at IS NOT NULL""";

    static final String FAILED = """
            UPDATE achievement.webhook_outbox SET due_at = $3, last_error = $4
            WHERE id = $1 AND attempts = $2 AND due_at IS NOT NULL""";

    static final String PURGE = """
            DELETE FROM achievement.webhook_outbox WHERE id = ANY (ARRAY(
                SELECT id FROM achievement.webhook_outbox WHERE due_at IS NULL AND created_at < $1
                ORDER BY created_at LIMIT 1000 FOR UPDATE SKIP LOCKED))""";
}
