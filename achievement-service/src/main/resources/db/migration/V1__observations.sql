-- Who was observed. The node id is GitHub's identity and stays when a login is renamed.
CREATE TABLE achievement.users (
    node_id    text        PRIMARY KEY,
    login      text        NOT NULL,
    -- Lower case; null while another user has taken the login over and this one's new login is not known yet.
    login_key  text,
    -- The latest of every achievement as one document: what is read when GitHub does not answer.
    snapshot   jsonb       NOT NULL,
    fetched_at timestamptz NOT NULL,
    refreshes  bigint      NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX users_login_key ON achievement.users (login_key);

-- Append-only: one row whenever an achievement of a user was seen to differ from the row before it.
CREATE TABLE achievement.achievements (
    id                  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    node_id             text        NOT NULL,
    username            text        NOT NULL,
    achievement_id      text        NOT NULL,
    count               bigint      NOT NULL,
    count_max           bigint      NOT NULL,
    tier                text,
    unlocked            boolean     NOT NULL,
    progress_percentage numeric(5, 2) NOT NULL,
    evidence            jsonb,
    rules_version       text        NOT NULL,
    timestamp           timestamptz NOT NULL,
    CHECK (count >= 0 AND count_max >= count)
);
CREATE INDEX idx_achievements_username ON achievement.achievements (username);
CREATE INDEX idx_achievements_timestamp ON achievement.achievements (timestamp DESC);
-- What the service asks for: the latest of one achievement of one user, and the history of one user.
CREATE INDEX idx_achievements_latest ON achievement.achievements (node_id, achievement_id, timestamp DESC, id DESC);
CREATE INDEX idx_achievements_history ON achievement.achievements (node_id, timestamp DESC, id DESC);

-- Every successful look at GitHub, also one that saw no change.
CREATE TABLE achievement.refreshes (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    node_id     text        NOT NULL,
    username    text        NOT NULL,
    timestamp   timestamptz NOT NULL,
    total       integer     NOT NULL,
    unlocked    integer     NOT NULL,
    in_progress integer     NOT NULL,
    changed     integer     NOT NULL
);
CREATE INDEX refreshes_timestamp ON achievement.refreshes (timestamp DESC, id DESC);
CREATE INDEX refreshes_user ON achievement.refreshes (node_id, timestamp DESC, id DESC);

-- Over each user's latest, so that an old observation does not count beside the new one.
CREATE MATERIALIZED VIEW achievement.achievement_progress_summary AS
SELECT
    users.login AS username,
    count(*) AS total_achievements,
    sum(CASE WHEN latest.unlocked THEN 1 ELSE 0 END) AS unlocked_count,
    avg(latest.progress_percentage) AS avg_progress
FROM (
    SELECT DISTINCT ON (node_id, achievement_id) node_id, achievement_id, unlocked, progress_percentage
    FROM achievement.achievements
    ORDER BY node_id, achievement_id, timestamp DESC, id DESC
) AS latest
JOIN achievement.users AS users ON users.node_id = latest.node_id AND users.login_key IS NOT NULL
GROUP BY users.login;
-- Needed for REFRESH ... CONCURRENTLY, which does not block readers.
CREATE UNIQUE INDEX achievement_progress_summary_username
    ON achievement.achievement_progress_summary (username);
CREATE UNIQUE INDEX achievement_progress_summary_key
    ON achievement.achievement_progress_summary (lower(username));
CREATE INDEX achievement_progress_summary_best
    ON achievement.achievement_progress_summary (unlocked_count DESC, avg_progress DESC, username);
