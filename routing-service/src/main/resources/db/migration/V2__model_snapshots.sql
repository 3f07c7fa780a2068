-- Models as they were after entry seq of the log, all spaces of one seq together. Nothing depends on them: they only
-- spare a starting replica the replay of the log from its first entry.
CREATE TABLE routing.model_snapshots (
    seq bigint NOT NULL,
    space text NOT NULL,
    format integer NOT NULL,
    epoch bigint NOT NULL,
    weights_hash text NOT NULL,
    examples bigint NOT NULL,
    body bytea NOT NULL,
    taken_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (seq, space)
);
