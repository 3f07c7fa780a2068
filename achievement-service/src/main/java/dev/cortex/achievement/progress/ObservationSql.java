package dev.cortex.achievement.progress;

/**
 * The statements that write observations. Each takes one document with as many rows as there are users or changes, so that a
 * thousand users cost as many statements as one.
 */
final class ObservationSql {
    private ObservationSql() {}

    /** Makes the rows that {@link #LOCK} holds; without them two first answers for a user would both be the first. */
    static final String ANNOUNCE = """
            INSERT INTO achievement.users (node_id, login, snapshot, fetched_at)
            SELECT node_id, login, '{}', 'epoch'
            FROM jsonb_to_recordset($1::jsonb) AS seen (node_id text, login text) ORDER BY node_id
            ON CONFLICT (node_id) DO NOTHING""";

    /**
     * Also those who have a login that is someone else's now. The order is the same for everyone, so that two who lock some
     * of the same users wait and do not deadlock.
     */
    static final String LOCK = """
            SELECT node_id, snapshot FROM achievement.users
            WHERE node_id = ANY ($1) OR login_key = ANY ($2) ORDER BY node_id FOR UPDATE""";

    /** A login that GitHub gives to someone else now is no longer that of whoever had it. */
    static final String YIELD = """
            UPDATE achievement.users SET login_key = NULL
            FROM jsonb_to_recordset($1::jsonb) AS seen (node_id text, login text)
            WHERE users.login_key = lower(seen.login) AND users.node_id <> seen.node_id""";

    static final String UPDATE = """
            UPDATE achievement.users
            SET login = seen.login, login_key = lower(seen.login), snapshot = seen.snapshot,
                fetched_at = seen.fetched_at, refreshes = users.refreshes + seen.looks
            FROM jsonb_to_recordset($1::jsonb)
                AS seen (node_id text, login text, snapshot jsonb, fetched_at timestamptz, looks integer)
            WHERE users.node_id = seen.node_id""";

    static final String APPEND = """
            WITH appended AS (
                INSERT INTO achievement.achievements (node_id, username, achievement_id, count, count_max, tier, unlocked,
                    progress_percentage, evidence, rules_version, timestamp, source)
                SELECT node_id, username, achievement_id, count, count_max, tier, unlocked,
                    progress_percentage, evidence, rules_version, timestamp, source
                FROM jsonb_to_recordset($1::jsonb) AS seen (node_id text, username text, achievement_id text, count bigint,
                    count_max bigint, tier text, unlocked boolean, progress_percentage numeric, evidence jsonb,
                    rules_version text, timestamp timestamptz, source text)
                RETURNING node_id, achievement_id, id, count, count_max, tier, unlocked, progress_percentage, timestamp
            )
            INSERT INTO achievement.latest_achievements AS latest (node_id, achievement_id, observation_id, count, count_max,
                tier, unlocked, progress_percentage, timestamp)
            SELECT * FROM appended
            ON CONFLICT (node_id, achievement_id) DO UPDATE SET
                observation_id = excluded.observation_id, count = excluded.count, count_max = excluded.count_max,
                tier = excluded.tier, unlocked = excluded.unlocked,
                progress_percentage = excluded.progress_percentage, timestamp = excluded.timestamp""";

    /** A tier that was reached before is not reached again. */
    static final String UNLOCK = """
            INSERT INTO achievement.unlocks (node_id, username, achievement_id, tier, count, first_seen, source, unlocked_at)
            SELECT node_id, username, achievement_id, tier, count, first_seen, source, unlocked_at
            FROM jsonb_to_recordset($1::jsonb) AS seen (node_id text, username text, achievement_id text, tier text,
                count bigint, first_seen boolean, source text, unlocked_at timestamptz)
            ON CONFLICT (node_id, achievement_id, tier) DO NOTHING""";

    static final String LOG = """
            INSERT INTO achievement.refreshes (node_id, username, timestamp, total, unlocked, in_progress, changed)
            SELECT node_id, username, timestamp, total, unlocked, in_progress, changed
            FROM jsonb_to_recordset($1::jsonb) AS seen (node_id text, username text, timestamp timestamptz, total integer,
                unlocked integer, in_progress integer, changed integer)""";

    /** Which of these logins something happened to, and when last. */
    static final String OUTDATED = "SELECT login_key, at FROM achievement.outdated WHERE login_key = ANY ($1)";
}
