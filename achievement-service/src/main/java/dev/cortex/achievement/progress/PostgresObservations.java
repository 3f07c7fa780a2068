package dev.cortex.achievement.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Finding;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Observed;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.rules.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@link ProgressStore} in PostgreSQL: observations are appended, a user's latest stands beside them as one document. */
@Singleton
final class PostgresObservations implements ProgressStore {
    static final String FIND = "SELECT snapshot FROM achievement.users WHERE login_key = $1";

    static final String FIND_CURRENT = FIND + " AND (outdated_at IS NULL OR outdated_at < fetched_at)";

    static final String OUTDATE =
            "UPDATE achievement.users SET outdated_at = greatest(outdated_at, $2) WHERE login_key = $1";

    /** Makes the row that {@link #LOCK} holds; without it two first answers for a user would both be the first. */
    private static final String ANNOUNCE = """
            INSERT INTO achievement.users (node_id, login, snapshot, fetched_at)
            VALUES ($1, $2, '{}', 'epoch') ON CONFLICT (node_id) DO NOTHING""";

    private static final String LOCK =
            "SELECT snapshot, refreshes FROM achievement.users WHERE node_id = $1 FOR UPDATE";

    /** A login that GitHub gives to someone else now is no longer that of whoever had it. */
    private static final String YIELD =
            "UPDATE achievement.users SET login_key = NULL WHERE login_key = $1 AND node_id <> $2";

    private static final String UPDATE = """
            UPDATE achievement.users
            SET login = $2, login_key = lower($2), snapshot = $3, fetched_at = $4, refreshes = refreshes + 1
            WHERE node_id = $1""";

    private static final String APPEND = """
            INSERT INTO achievement.achievements (node_id, username, achievement_id, count, count_max, tier, unlocked,
                progress_percentage, evidence, rules_version, timestamp)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""";

    private static final String LOG = """
            INSERT INTO achievement.refreshes (node_id, username, timestamp, total, unlocked, in_progress, changed)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""";

    private final Pool pool;
    private final ObjectMapper json;
    private final Rulebook rulebook;
    private final SummaryView summary;

    PostgresObservations(Pool pool, ObjectMapper json, Rulebook rulebook, SummaryView summary) {
        this.pool = pool;
        this.json = json;
        this.rulebook = rulebook;
        this.summary = summary;
    }

    @Override
    public Uni<Optional<Snapshot>> find(Login login) {
        return find(FIND, login);
    }

    @Override
    public Uni<Optional<Snapshot>> findCurrent(Login login) {
        return find(FIND_CURRENT, login);
    }

    @Override
    public Uni<Void> outdate(Login login, Instant time) {
        return pool.preparedQuery(OUTDATE)
                .execute(Tuple.of(login.key(), utc(time)))
                .replaceWithVoid()
                .onFailure()
                .transform(StoreException::new);
    }

    private Uni<Optional<Snapshot>> find(String sql, Login login) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(login.key()))
                .map(rows -> {
                    var row = rows.iterator();
                    return row.hasNext() ? snapshot(row.next().getJsonObject(0)) : Optional.<Snapshot>empty();
                })
                .onFailure()
                .transform(StoreException::new);
    }

    @Override
    public Uni<Snapshot> join(Facts facts, Instant at) {
        return pool.withTransaction(connection -> joinWithin(connection, facts, at))
                .invoke(joined -> {
                    if (joined.changed()) {
                        summary.changed();
                    }
                })
                .map(Joined::snapshot)
                .onFailure()
                .transform(StoreException::new);
    }

    private record Joined(Snapshot snapshot, boolean changed) {}

    private Uni<Joined> joinWithin(SqlConnection connection, Facts facts, Instant at) {
        return connection
                .preparedQuery(ANNOUNCE)
                .execute(Tuple.of(facts.nodeId(), facts.login()))
                .flatMap(_ -> connection.preparedQuery(LOCK).execute(Tuple.of(facts.nodeId())))
                .map(rows -> snapshot(rows.iterator().next().getJsonObject(0)))
                .flatMap(before -> {
                    Snapshot now =
                            before.map(known -> known.joined(facts, at)).orElseGet(() -> Snapshot.first(facts, at));
                    if (before.filter(now::equals).isPresent()) {
                        return Uni.createFrom().item(new Joined(now, false));
                    }
                    return write(connection, before, now);
                });
    }

    private Uni<Joined> write(SqlConnection connection, Optional<Snapshot> before, Snapshot now) {
        List<Tuple> changes = changes(before, now);
        return connection
                .preparedQuery(YIELD)
                .execute(Tuple.of(now.login().toLowerCase(Locale.ROOT), now.nodeId()))
                .flatMap(_ -> connection
                        .preparedQuery(UPDATE)
                        .execute(Tuple.of(now.nodeId(), now.login(), document(now), utc(now.fetchedAt()))))
                .flatMap(_ -> changes.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : connection.preparedQuery(APPEND).executeBatch(changes).replaceWithVoid())
                .flatMap(_ -> connection.preparedQuery(LOG).execute(logged(now, changes.size())))
                .replaceWith(() -> new Joined(now, !changes.isEmpty() || renamed(before, now)));
    }

    private static boolean renamed(Optional<Snapshot> before, Snapshot now) {
        return before.filter(known -> !known.login().equals(now.login())).isPresent();
    }

    private List<Tuple> changes(Optional<Snapshot> before, Snapshot now) {
        Map<String, Observed> known = before.map(Snapshot::achievements).orElse(Map.of());
        List<Tuple> rows = new ArrayList<>();
        for (Standing standing : rulebook.standings(now)) {
            String id = standing.rule().id();
            Optional<Finding> then = Optional.ofNullable(known.get(id)).map(Observed::finding);
            now.observed(id)
                    .filter(observed -> !then.equals(Optional.of(observed.finding())))
                    .ifPresent(observed -> rows.add(row(now, standing, observed)));
        }
        return rows;
    }

    private Tuple row(Snapshot now, Standing standing, Observed observed) {
        return Tuple.from(new Object[] {
            now.nodeId(),
            now.login(),
            standing.rule().id(),
            observed.finding().count().min(),
            observed.finding().count().max(),
            standing.tier().map(tier -> tier.label()).orElse(null),
            standing.unlocked(),
            standing.step().percentage(),
            observed.finding().evidence().map(this::document).orElse(null),
            rulebook.version(),
            utc(observed.at())
        });
    }

    private Tuple logged(Snapshot now, int changed) {
        List<Standing> standings = rulebook.standings(now);
        return Tuple.from(new Object[] {
            now.nodeId(),
            now.login(),
            utc(now.fetchedAt()),
            standings.size(),
            (int) standings.stream().filter(Standing::unlocked).count(),
            (int) standings.stream().filter(Standing::inProgress).count(),
            changed
        });
    }

    private JsonObject document(Object value) {
        try {
            return new JsonObject(json.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The empty document is that of a user who has only been announced. */
    private Optional<Snapshot> snapshot(JsonObject document) {
        if (document.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(document.encode(), Snapshot.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored snapshot can not be read", e);
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
