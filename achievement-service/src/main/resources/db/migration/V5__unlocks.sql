-- Every tier that a user reached, once, also when the count falls below it and rises again.
CREATE TABLE achievement.unlocks (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    node_id        text        NOT NULL,
    username       text        NOT NULL,
    achievement_id text        NOT NULL,
    tier           text        NOT NULL,
    count          bigint      NOT NULL,
    -- Had already when the achievement was first observed: known, but no news.
    first_seen     boolean     NOT NULL,
    source         text        NOT NULL,
    unlocked_at    timestamptz NOT NULL,
    -- The order in which it is told to all; given after the row is committed, so that who has heard of one has heard of all
    -- before it. Null until then, and for what is no news.
    position       bigint,
    published_at   timestamptz,
    UNIQUE (node_id, achievement_id, tier)
);
CREATE SEQUENCE achievement.unlock_positions;
CREATE UNIQUE INDEX unlocks_position ON achievement.unlocks (position) WHERE position IS NOT NULL;
CREATE INDEX unlocks_user ON achievement.unlocks (node_id, position) WHERE position IS NOT NULL;
CREATE INDEX unlocks_untold ON achievement.unlocks (id) WHERE position IS NULL AND NOT first_seen;
CREATE INDEX unlocks_unpublished ON achievement.unlocks (position) WHERE position IS NOT NULL AND published_at IS NULL;

-- What users have today was reached at some time before: every tier up to theirs.
INSERT INTO achievement.unlocks (node_id, username, achievement_id, tier, count, first_seen, source, unlocked_at)
SELECT latest.node_id, users.login, latest.achievement_id, lower_tier.label, latest.count, true, 'github', latest.timestamp
FROM achievement.latest_achievements AS latest
JOIN achievement.users AS users ON users.node_id = latest.node_id
JOIN (VALUES ('base', 1), ('x2', 2), ('x3', 3), ('x4', 4)) AS reached (label, height) ON reached.label = latest.tier
JOIN (VALUES ('base', 1), ('x2', 2), ('x3', 3), ('x4', 4)) AS lower_tier (label, height)
    ON lower_tier.height <= reached.height
WHERE latest.unlocked;

-- Who wants to be told of unlocks by a request of ours. The secret signs it and is never told again.
CREATE TABLE achievement.webhook_subscriptions (
    id         uuid        PRIMARY KEY,
    url        text        NOT NULL,
    secret     text        NOT NULL,
    -- Lower case; null for all users.
    logins     text[],
    created_at timestamptz NOT NULL
);

-- One row for each unlock that a subscription is to be told.
CREATE TABLE achievement.webhook_outbox (
    id              uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    subscription_id uuid        NOT NULL REFERENCES achievement.webhook_subscriptions ON DELETE CASCADE,
    position        bigint      NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    -- When it may be tried; also the end of the lease of whoever tries. Null when it is over.
    due_at          timestamptz,
    delivered_at    timestamptz,
    last_error      text,
    created_at      timestamptz NOT NULL,
    UNIQUE (subscription_id, position)
);
CREATE INDEX webhook_outbox_due ON achievement.webhook_outbox (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_outbox_over ON achievement.webhook_outbox (created_at) WHERE due_at IS NULL;
