package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.store.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** {@link History} in PostgreSQL. Every query here runs on an index, whatever the size of the tables. */
@Singleton
final class PostgresHistory implements History {
    private static final String OF_USER = "node_id = (SELECT node_id FROM achievement.users WHERE login_key = $1)";

    private static final String CHANGES = """
            SELECT now.id, now.timestamp, now.achievement_id, now.count, now.count_max, former.count AS previous,
                now.tier, now.unlocked, now.progress_percentage, now.source
            FROM achievement.achievements AS now
            LEFT JOIN LATERAL (
                SELECT older.count FROM achievement.achievements AS older
                WHERE older.node_id = now.node_id AND older.achievement_id = now.achievement_id
                    AND (older.timestamp, older.id) < (now.timestamp, now.id)
                ORDER BY older.timestamp DESC, older.id DESC LIMIT 1
            ) AS former ON true
            WHERE now.""";

    private static final String BEFORE =
            " AND (now.timestamp, now.id) < (SELECT timestamp, id FROM achievement.achievements WHERE id = ";

    private static final String REFRESHES =
            "SELECT timestamp, username, total, unlocked, in_progress, changed FROM achievement.refreshes";

    private static final String SUMMARIES = "SELECT username, total_achievements, unlocked_count, avg_progress"
            + " FROM achievement.achievement_progress_summary";

    private static final String BEST_FIRST = " ORDER BY unlocked_count DESC, avg_progress DESC, username LIMIT $1";

    static final String LOOKS_OF_USER = "SELECT refreshes FROM achievement.users WHERE login_key = $1";

    /** Ids are given in order, so the last one counts them all without a scan. */
    static final String LOOKS = "SELECT coalesce(max(id), 0) FROM achievement.refreshes";

    static final String BEST = SUMMARIES + BEST_FIRST;

    static final String BEST_OF = SUMMARIES + " WHERE lower(username) = ANY ($2)" + BEST_FIRST;

    private final Statements statements;

    PostgresHistory(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Uni<List<Change>> changes(Login login, Optional<String> achievementId, Optional<Long> before, int limit) {
        Tuple values = Tuple.of(login.key(), limit);
        achievementId.ifPresent(values::addString);
        before.ifPresent(values::addLong);
        String sql = changesSql(achievementId.isPresent(), before.isPresent());
        return statements.read(sql, values, PostgresHistory::change);
    }

    @Override
    public Uni<List<Change>> standing(Login login, Optional<String> achievementId, Instant at) {
        Tuple values = Tuple.of(login.key(), at.atOffset(ZoneOffset.UTC));
        achievementId.ifPresent(values::addString);
        return statements.read(standingSql(achievementId.isPresent()), values, PostgresHistory::change);
    }

    @Override
    public Uni<Tracking> tracking(Optional<Login> login, int limit) {
        Uni<List<Refresh>> latest = login.map(one -> statements.read(
                        refreshesSql(Optional.of("$2")), Tuple.of(limit, one.key()), PostgresHistory::refresh))
                .orElseGet(() ->
                        statements.read(refreshesSql(Optional.empty()), Tuple.of(limit), PostgresHistory::refresh));
        Uni<List<Long>> count = login.map(
                        one -> statements.read(LOOKS_OF_USER, Tuple.of(one.key()), row -> row.getLong(0)))
                .orElseGet(() -> statements.read(LOOKS, Tuple.tuple(), row -> row.getLong(0)));
        return Uni.combine()
                .all()
                .unis(count, latest)
                .with((all, last) -> new Tracking(all.isEmpty() ? 0 : all.getFirst(), last));
    }

    @Override
    public Uni<List<Summary>> summaries(List<Login> logins, int limit) {
        if (logins.isEmpty()) {
            return statements.read(BEST, Tuple.of(limit), PostgresHistory::summary);
        }
        String[] keys = logins.stream().map(Login::key).toArray(String[]::new);
        return statements.read(BEST_OF, Tuple.of(limit, keys), PostgresHistory::summary);
    }

    /** $1 login, $2 limit, then the achievement and the page, where they are asked for. */
    static String changesSql(boolean ofOne, boolean page) {
        String one = ofOne ? " AND now.achievement_id = $3" : "";
        String before = page ? BEFORE + (ofOne ? "$4)" : "$3)") : "";
        return CHANGES + OF_USER + one + before + " ORDER BY now.timestamp DESC, now.id DESC LIMIT $2";
    }

    /** $1 login, $2 time, then the achievement, where one is asked for. */
    static String standingSql(boolean ofOne) {
        return CHANGES.replaceFirst("SELECT", "SELECT DISTINCT ON (now.achievement_id)")
                + OF_USER
                + (ofOne ? " AND now.achievement_id = $3" : "")
                + " AND now.timestamp <= $2 ORDER BY now.achievement_id, now.timestamp DESC, now.id DESC";
    }

    /** @param login where in the query the login stands, if only one user is asked for */
    static String refreshesSql(Optional<String> login) {
        String ofUser =
                login.map(place -> " WHERE " + OF_USER.replace("$1", place)).orElse("");
        return REFRESHES + ofUser + " ORDER BY timestamp DESC, id DESC LIMIT $1";
    }

    private static Change change(Row row) {
        return new Change(
                row.getLong("id"),
                row.getOffsetDateTime("timestamp").toInstant(),
                row.getString("achievement_id"),
                row.getLong("count"),
                row.getLong("count_max"),
                Optional.ofNullable(row.getLong("previous")),
                Optional.ofNullable(row.getString("tier")),
                row.getBoolean("unlocked"),
                row.getDouble("progress_percentage"),
                row.getString("source"));
    }

    private static Refresh refresh(Row row) {
        return new Refresh(
                row.getOffsetDateTime("timestamp").toInstant(),
                row.getString("username"),
                row.getInteger("total"),
                row.getInteger("unlocked"),
                row.getInteger("in_progress"),
                row.getInteger("changed"));
    }

    private static Summary summary(Row row) {
        return new Summary(
                row.getString("username"),
                row.getLong("total_achievements"),
                row.getLong("unlocked_count"),
                Math.round(row.getDouble("avg_progress") * 100) / 100.0);
    }
}
