-- Something happened to this user at this time: what was fetched before it no longer counts as fresh.
ALTER TABLE achievement.users ADD COLUMN outdated_at timestamptz;

-- Every delivery of a webhook that was taken. The id is GitHub's and the same when it delivers again.
CREATE TABLE achievement.webhook_deliveries (
    delivery    text        PRIMARY KEY,
    event       text        NOT NULL,
    -- Whose numbers it moves; null where it moves nobody's.
    login       text,
    received_at timestamptz NOT NULL,
    -- Null until what is kept of the user is let go.
    settled_at  timestamptz
);
CREATE INDEX webhook_deliveries_received ON achievement.webhook_deliveries (received_at);
CREATE INDEX webhook_deliveries_waiting ON achievement.webhook_deliveries (received_at) WHERE settled_at IS NULL;
