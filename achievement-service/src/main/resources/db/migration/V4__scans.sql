-- Deep scans, one a user. A replica works on one while its lease holds; the fence refuses what a late one would write.
CREATE TABLE achievement.scans (
    node_id       text        PRIMARY KEY,
    login         text        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('waiting', 'running', 'paused', 'complete', 'failed')),
    rules_version text        NOT NULL,
    requested_at  timestamptz NOT NULL,
    -- Nobody goes on before this time.
    resume_at     timestamptz NOT NULL,
    -- Why it is paused or failed.
    reason        text,
    lease_owner   text,
    lease_until   timestamptz,
    fence         bigint      NOT NULL DEFAULT 0,
    pauses        integer     NOT NULL DEFAULT 0,
    requests      bigint      NOT NULL DEFAULT 0,
    points        bigint      NOT NULL DEFAULT 0,
    completed_at  timestamptz
);
CREATE INDEX scans_due ON achievement.scans (resume_at) WHERE state IN ('waiting', 'running', 'paused');

-- Where each walk stands: written after every page, so that nobody reads a page twice.
CREATE TABLE achievement.scan_positions (
    node_id        text        NOT NULL REFERENCES achievement.scans ON DELETE CASCADE,
    kind           text        NOT NULL,
    position       jsonb       NOT NULL,
    -- Everything until then is counted for good; for people.
    complete_until timestamptz,
    PRIMARY KEY (node_id, kind)
);
