-- A million observations of 20,000 users, most of them of few: user n has about n^(-2/3) of what the first has.
-- The indexes are those of the migrations: taken away while the rows come, and made again by their own definitions.
SET synchronous_commit = off;
SET maintenance_work_mem = '256MB';
SET work_mem = '128MB';
ALTER TABLE achievement.achievements SET UNLOGGED;
ALTER TABLE achievement.latest_achievements SET UNLOGGED;
CREATE TEMPORARY TABLE taken_away AS
SELECT indexes.indexdef, indexes.indexname
FROM pg_indexes AS indexes
JOIN pg_class AS class ON class.relname = indexes.indexname
JOIN pg_index AS index ON index.indexrelid = class.oid
WHERE indexes.schemaname = 'achievement' AND NOT index.indisprimary AND NOT index.indisunique
    AND indexes.tablename IN ('achievements', 'refreshes', 'webhook_deliveries', 'unlocks', 'webhook_outbox', 'outdated');
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT indexname FROM taken_away LOOP EXECUTE 'DROP INDEX achievement.' || name; END LOOP;
END $$;

INSERT INTO achievement.users (node_id, login, login_key, snapshot, fetched_at, refreshes)
SELECT 'U_' || n, 'User-' || n, 'user-' || n, jsonb_build_object('text', repeat('x', 800)),
    timestamptz '2026-11-01' + n * interval '1 second', 10
FROM generate_series(1, 20000) AS n;

INSERT INTO achievement.achievements (node_id, username, achievement_id, count, count_max, tier, unlocked,
    progress_percentage, evidence, rules_version, timestamp)
SELECT 'U_' || person, 'User-' || person, (ARRAY['pull_shark', 'pair_extraordinaire', 'galaxy_brain', 'starstruck',
    'quickdraw', 'yolo', 'public_sponsor', 'open_sourcerer'])[1 + n % 8], n / 1000, n / 1000, 'x2', n % 3 = 0, n % 100,
    '{"kind": "unreviewed", "likely": 3, "strict": 1}', '2026.11.1',
    timestamptz '2024-12-01' + n * interval '60 seconds'
FROM (SELECT n, 1 + floor(20000 * power((n::bigint * 7919 % 1000003) / 1000003.0, 3))::int AS person
    FROM generate_series(1, 1000000) AS n) AS drawn;

INSERT INTO achievement.latest_achievements
SELECT DISTINCT ON (node_id, achievement_id)
    node_id, achievement_id, id, count, count_max, tier, unlocked, progress_percentage, timestamp
FROM achievement.achievements
ORDER BY node_id, achievement_id, id DESC;

INSERT INTO achievement.refreshes (node_id, username, timestamp, total, unlocked, in_progress, changed)
SELECT 'U_' || 1 + n % 20000, 'User-' || 1 + n % 20000, timestamptz '2025-06-01' + n * interval '2 minutes', 11, 4, 3, 1
FROM generate_series(1, 100000) AS n;

INSERT INTO achievement.webhook_deliveries (delivery, event, login, received_at, settled_at)
SELECT 'd-' || n, 'star', 'User-' || 1 + n % 20000, timestamptz '2026-11-01' + n * interval '5 seconds',
    CASE WHEN n % 1000 > 0 THEN timestamptz '2026-11-02' END
FROM generate_series(1, 50000) AS n;

INSERT INTO achievement.outdated SELECT login_key, fetched_at - interval '1 hour' FROM achievement.users;

INSERT INTO achievement.unlocks (node_id, username, achievement_id, tier, count, first_seen, source, unlocked_at, position,
    published_at)
SELECT 'U_' || 1 + n % 20000, 'User-' || 1 + n % 20000, 'a' || n / 20000, 'base', 2, n % 2 = 0, 'github',
    timestamptz '2026-01-01', CASE WHEN n % 2 = 1 AND n < 100000 - 50 THEN n END,
    CASE WHEN n < 100000 - 100 THEN timestamptz '2026-01-01' END
FROM generate_series(1, 100000) AS n;

INSERT INTO achievement.webhook_subscriptions (id, url, secret, created_at)
SELECT gen_random_uuid(), 'https://example.org/' || n, 'secret', timestamptz '2026-01-01' FROM generate_series(1, 5) AS n;

INSERT INTO achievement.webhook_outbox (subscription_id, position, due_at, created_at)
SELECT subscriptions.id, n, CASE WHEN n % 500 = 0 THEN timestamptz '2026-01-01' END, timestamptz '2026-01-01'
FROM generate_series(1, 10000) AS n, achievement.webhook_subscriptions AS subscriptions;

DO $$ DECLARE made text; BEGIN
    FOR made IN SELECT indexdef FROM taken_away LOOP EXECUTE made; END LOOP;
END $$;
RESET work_mem;
ANALYZE;
REFRESH MATERIALIZED VIEW achievement.achievement_progress_summary;
ANALYZE achievement.achievement_progress_summary;
