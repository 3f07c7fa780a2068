package dev.cortex.achievement.scan;

/** The statements of {@link PostgresScans}. Each is one step, so that no replica sees half of it. */
final class ScanSql {
    private ScanSql() {}

    private static final String POSITIONS = """
            (SELECT coalesce(jsonb_agg(position), '[]') FROM achievement.scan_positions AS stored
                WHERE stored.node_id = scans.node_id) AS positions""";

    /** $1 node id, $2 login, $3 rules, $4 milliseconds in which a completed one is new enough. */
    static final String REQUEST = """
            INSERT INTO achievement.scans (node_id, login, state, rules_version, requested_at, resume_at)
            VALUES ($1, $2, 'waiting', $3, now(), now())
            ON CONFLICT (node_id) DO UPDATE
            SET login = excluded.login, state = 'waiting', requested_at = now(), resume_at = now(), reason = NULL, pauses = 0
            WHERE scans.state = 'failed' OR scans.state = 'complete' AND (scans.rules_version <> excluded.rules_version
                OR scans.completed_at < now() - $4 * interval '1 millisecond')""";

    /** $1 login. */
    static final String FIND = "SELECT scans.*, " + POSITIONS + " FROM achievement.scans"
            + " WHERE node_id = (SELECT node_id FROM achievement.users WHERE login_key = $1)";

    /** $1 owner, $2 lease. */
    static final String CLAIM = """
            UPDATE achievement.scans
            SET state = 'running', fence = fence + 1, lease_owner = $1, lease_until = now() + $2 * interval '1 millisecond'
            WHERE node_id = (
                SELECT node_id FROM achievement.scans
                WHERE state IN ('waiting', 'running', 'paused') AND resume_at <= now()
                    AND (lease_until IS NULL OR lease_until <= now())
                ORDER BY resume_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING node_id, login, rules_version, fence, pauses,""" + " " + POSITIONS;

    /**
     * Changes the scan that $1 and $2 name, if it is still that one's, and keeps the positions of a JSON array with it; tells
     * how many scans that were.
     */
    private static String kept(String change, String positions) {
        return """
                WITH own AS (
                    UPDATE achievement.scans SET %s
                    WHERE node_id = $1 AND fence = $2 AND state = 'running' RETURNING node_id
                ), kept AS (
                    INSERT INTO achievement.scan_positions (node_id, kind, position, complete_until)
                    SELECT own.node_id, row.kind, row.position, row.complete_until
                    FROM own, jsonb_to_recordset(%s::jsonb)
                        AS row (kind text, position jsonb, complete_until timestamptz)
                    ON CONFLICT (node_id, kind) DO UPDATE
                    SET position = excluded.position, complete_until = excluded.complete_until
                )
                SELECT count(*) FROM own""".formatted(change, positions);
    }

    /** $3 rules. */
    static final String BEGIN = kept("rules_version = $3", "$4");

    /** $3 lease, $4 requests, $5 points. */
    static final String KEEP = kept(
            "lease_until = now() + $3 * interval '1 millisecond', requests = requests + $4, points = points + $5,"
                    + " reason = NULL, pauses = 0",
            "$6");

    /** $3 rest, $4 reason. */
    static final String PAUSE = kept(
            "state = 'paused', resume_at = now() + $3 * interval '1 millisecond', reason = $4, pauses = pauses + 1,"
                    + " lease_owner = NULL, lease_until = NULL",
            "$5");

    private static final String OWN =
            ", lease_owner = NULL, lease_until = NULL" + " WHERE node_id = $1 AND fence = $2 AND state = 'running'";

    static final String COMPLETE =
            "UPDATE achievement.scans SET state = 'complete', completed_at = now(), reason = NULL" + OWN;

    /** $3 reason. */
    static final String FAIL = "UPDATE achievement.scans SET state = 'failed', reason = $3" + OWN;
}
