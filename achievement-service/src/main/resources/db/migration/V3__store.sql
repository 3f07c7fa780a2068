-- What GitHub was asked before this time no longer counts as fresh. By login, because a user may be outdated before
-- anything is known of him: while his first answer is under way.
CREATE TABLE achievement.outdated (
    login_key text        PRIMARY KEY,
    at        timestamptz NOT NULL
);
CREATE INDEX outdated_at ON achievement.outdated (at);
INSERT INTO achievement.outdated (login_key, at)
SELECT login_key, outdated_at FROM achievement.users WHERE login_key IS NOT NULL AND outdated_at IS NOT NULL;
ALTER TABLE achievement.users DROP COLUMN outdated_at;

-- Who told it: an answer of GitHub, or one of its webhooks.
ALTER TABLE achievement.achievements ADD COLUMN source text NOT NULL DEFAULT 'github';

-- What a delivery says of its user, so that a replica that did not take it can finish it.
ALTER TABLE achievement.webhook_deliveries ADD COLUMN node_id text, ADD COLUMN happening jsonb;

-- The last observation of each achievement of each user, kept in the transaction that appends it: the summary reads one row
-- for each instead of all that was ever observed, and retention knows what it must not forget.
CREATE TABLE achievement.latest_achievements (
    node_id             text          NOT NULL,
    achievement_id      text          NOT NULL,
    observation_id      bigint        NOT NULL,
    count               bigint        NOT NULL,
    count_max           bigint        NOT NULL,
    tier                text,
    unlocked            boolean       NOT NULL,
    progress_percentage numeric(5, 2) NOT NULL,
    timestamp           timestamptz   NOT NULL,
    PRIMARY KEY (node_id, achievement_id)
) WITH (fillfactor = 80);
INSERT INTO achievement.latest_achievements
SELECT DISTINCT ON (node_id, achievement_id)
    node_id, achievement_id, id, count, count_max, tier, unlocked, progress_percentage, timestamp
FROM achievement.achievements
ORDER BY node_id, achievement_id, timestamp DESC, id DESC;

DROP MATERIALIZED VIEW achievement.achievement_progress_summary;
CREATE MATERIALIZED VIEW achievement.achievement_progress_summary AS
SELECT
    users.login AS username,
    count(*) AS total_achievements,
    sum(CASE WHEN latest.unlocked THEN 1 ELSE 0 END) AS unlocked_count,
    avg(latest.progress_percentage) AS avg_progress
FROM achievement.latest_achievements AS latest
JOIN achievement.users AS users ON users.node_id = latest.node_id AND users.login_key IS NOT NULL
GROUP BY users.login;
CREATE UNIQUE INDEX achievement_progress_summary_username
    ON achievement.achievement_progress_summary (username);
CREATE UNIQUE INDEX achievement_progress_summary_key
    ON achievement.achievement_progress_summary (lower(username));
CREATE INDEX achievement_progress_summary_best
    ON achievement.achievement_progress_summary (unlocked_count DESC, avg_progress DESC, username);

-- One row: when the view was last refreshed and how long that took, so that all replicas together leave the database time.
CREATE TABLE achievement.summary_refreshes (
    alone       boolean     PRIMARY KEY DEFAULT true CHECK (alone),
    finished_at timestamptz NOT NULL,
    took_millis bigint      NOT NULL
);
INSERT INTO achievement.summary_refreshes (finished_at, took_millis) VALUES ('epoch', 0);
