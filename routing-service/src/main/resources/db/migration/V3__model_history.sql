-- What changes a space's model other than learning and its experts, in the order of the log.
CREATE TABLE routing.model_changes (
    seq bigint PRIMARY KEY,
    space text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('rolled_back', 'thresholds')),
    -- Of a rollback: the model is again what it was after this entry; the outcomes between stay here as history.
    to_seq bigint,
    -- Of thresholds.
    confident double precision,
    lead double precision,
    worth_asking double precision,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((kind = 'rolled_back') = (to_seq IS NOT NULL)),
    CHECK ((kind = 'thresholds') = (confident IS NOT NULL AND lead IS NOT NULL AND worth_asking IS NOT NULL))
);
CREATE INDEX idx_model_changes_space ON routing.model_changes (space, seq);

-- One space's part of the log, for a replay of it alone.
CREATE INDEX idx_outcomes_space ON routing.outcomes (space, seq);

-- A starting replica needs all spaces of one place (complete); one space's alone serve rollbacks.
ALTER TABLE routing.model_snapshots
    ADD COLUMN complete boolean NOT NULL DEFAULT true,
    -- Null: those of the configuration.
    ADD COLUMN thresholds double precision[];
CREATE INDEX idx_model_snapshots_space ON routing.model_snapshots (space, seq DESC);

-- Models worth remembering, also when their snapshot is gone: the log leads back to each.
CREATE TABLE routing.model_epochs (
    space text NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('snapshot', 'taken', 'rolled_back', 'drift_alarm')),
    epoch bigint NOT NULL,
    weights_hash text NOT NULL,
    examples bigint NOT NULL,
    accuracy double precision NOT NULL,
    noted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (space, seq, kind)
);
CREATE INDEX idx_model_epochs_epoch ON routing.model_epochs (space, epoch);

-- What was answered before the outcome was known, beside what became known: decisions are forgotten, this stays.
ALTER TABLE routing.outcomes
    -- Null in entries older than these columns.
    ADD COLUMN predicted text,
    ADD COLUMN confidence double precision CHECK (confidence BETWEEN 0 AND 1),
    -- The outcome names who was right, rather than telling success or failure of who did it.
    ADD COLUMN names_right boolean NOT NULL DEFAULT false,
    -- A person's word on the same task came later; reports count that one.
    ADD COLUMN superseded boolean NOT NULL DEFAULT false;
-- Carries all that reports read, so that they never visit the rows with their texts.
CREATE INDEX idx_outcomes_reports ON routing.outcomes (space, recorded_at DESC)
    INCLUDE (predicted, confidence, expert, is_right) WHERE NOT superseded;

-- Reports over the decisions of one space in a time.
CREATE INDEX idx_routing_space_time ON routing.routing_decisions (space, decided_at DESC);
