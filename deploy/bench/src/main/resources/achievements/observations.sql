-- 20,000 users of 5 achievements with 10 observations each, rising, over a year: a million rows. Made once.
INSERT INTO achievement.users (node_id, login, login_key, snapshot, fetched_at, refreshes)
SELECT 'U_made_' || u, 'made-' || u, 'made-' || u, '{}', now(), 10
FROM generate_series(1, 20000) AS u
ON CONFLICT DO NOTHING;

INSERT INTO achievement.achievements (node_id, username, achievement_id, count, count_max, tier, unlocked,
    progress_percentage, rules_version, timestamp)
SELECT 'U_made_' || u, 'made-' || u, a.id, n * (1 + u % 7), n * (1 + u % 7), CASE WHEN n * (1 + u % 7) > 1 THEN 'base' END,
    n * (1 + u % 7) > 1, (n * 7 + u) % 100, 'made', now() - (365 - n * 36 - u % 30) * interval '1 day'
FROM generate_series(1, 20000) AS u
CROSS JOIN generate_series(1, 10) AS n
CROSS JOIN (VALUES ('pull_shark'), ('galaxy_brain'), ('starstruck'), ('yolo'), ('public_sponsor')) AS a (id)
WHERE NOT EXISTS (SELECT 1 FROM achievement.achievements WHERE node_id = 'U_made_1');

INSERT INTO achievement.latest_achievements
SELECT DISTINCT ON (node_id, achievement_id)
    node_id, achievement_id, id, count, count_max, tier, unlocked, progress_percentage, timestamp
FROM achievement.achievements
WHERE node_id LIKE 'U\_made\_%'
ORDER BY node_id, achievement_id, timestamp DESC, id DESC
ON CONFLICT DO NOTHING;

ANALYZE achievement.users;
ANALYZE achievement.achievements;
ANALYZE achievement.latest_achievements;
