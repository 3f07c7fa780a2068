-- The one order of everything that changes a router. Whoever appends locks this row until the end of the transaction:
-- numbers are given without gaps, and every row up to seq is visible to who reads seq.
CREATE TABLE routing.log_head (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    seq bigint NOT NULL
);
INSERT INTO routing.log_head (seq) VALUES (0);

-- What became known about tasks: who was right (is_right), or who was not.
CREATE TABLE routing.outcomes (
    seq bigint PRIMARY KEY,
    space text NOT NULL,
    task_id text NOT NULL,
    type text NOT NULL,
    priority text NOT NULL,
    description text NOT NULL,
    expert text NOT NULL,
    is_right boolean NOT NULL,
    strength double precision NOT NULL CHECK (strength BETWEEN 0 AND 1),
    -- The probability with which the judged expert had been chosen; 1 while the router does not explore.
    propensity double precision NOT NULL CHECK (propensity > 0 AND propensity <= 1),
    source text NOT NULL CHECK (source IN ('api', 'stream')),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    -- A person's word counts beside what became of the task, and once each.
    UNIQUE (space, task_id, source)
);

-- Experts as they were defined, changed (definition) and retired (definition null), in the order of the log.
CREATE TABLE routing.expert_changes (
    seq bigint PRIMARY KEY,
    space text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('put', 'retired', 'space_deleted')),
    expert text NOT NULL,
    definition jsonb,
    changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_expert_changes_space ON routing.expert_changes (space, expert);

CREATE TABLE routing.routing_decisions (
    space text NOT NULL,
    task_id text NOT NULL,
    decided_at timestamptz NOT NULL,
    type text NOT NULL,
    priority text NOT NULL,
    description text NOT NULL,
    assigned_master text NOT NULL,
    confidence double precision NOT NULL,
    strategy text NOT NULL,
    routing_method text NOT NULL,
    parallel_experts text[] NOT NULL,
    scores jsonb NOT NULL,
    explanation text NOT NULL,
    epoch bigint NOT NULL,
    PRIMARY KEY (space, task_id)
);
CREATE INDEX idx_routing_confidence ON routing.routing_decisions (confidence DESC);
CREATE INDEX idx_routing_master ON routing.routing_decisions (assigned_master);
CREATE INDEX idx_routing_decided_at ON routing.routing_decisions USING brin (decided_at);
