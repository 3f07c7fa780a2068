-- The same index with all that reports read: they never visit the rows with their texts and scores.
DROP INDEX routing.idx_routing_space_time;
CREATE INDEX idx_routing_space_time ON routing.routing_decisions (space, decided_at DESC)
    INCLUDE (task_id, assigned_master, confidence);

-- A candidate beside what decides now. An id is used once in a space: what is compared does not change under way.
CREATE TABLE routing.experiments (
    space text NOT NULL,
    id text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('shadow', 'ab')),
    state text NOT NULL CHECK (state IN ('running', 'stopped', 'concluded')),
    definition jsonb NOT NULL,
    -- Of a candidate that is a model of the past: the entry of the log after which it was.
    candidate_seq bigint,
    adopted boolean,
    started_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    PRIMARY KEY (space, id)
);
-- Two at once would decide the same tasks.
CREATE UNIQUE INDEX idx_experiments_deciding ON routing.experiments (space) WHERE kind = 'ab' AND state = 'running';
CREATE INDEX idx_experiments_running ON routing.experiments (space, id) WHERE state = 'running';

-- What an experiment made of a task: the answer of the arm that it fell to, or of both where the candidate only looks on.
CREATE TABLE routing.trials (
    space text NOT NULL,
    experiment text NOT NULL,
    task_id text NOT NULL,
    arm text NOT NULL CHECK (arm IN ('control', 'candidate', 'both')),
    expert text NOT NULL,
    asked text[] NOT NULL,
    -- Of the candidate that only looks on.
    other_expert text,
    other_asked text[],
    decided_at timestamptz NOT NULL,
    PRIMARY KEY (space, experiment, task_id)
);
