package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Happening;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Movement;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.observation.Survey;
import dev.cortex.achievement.progress.ObservationWriter.Change;
import dev.cortex.achievement.progress.ObservationWriter.Counted;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.store.StoreException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** {@link ProgressStore} in PostgreSQL: observations are appended, a user's latest stands beside them as one document. */
@Singleton
final class PostgresObservations implements ProgressStore {
    static final String FIND = "SELECT snapshot FROM achievement.users WHERE login_key = $1";

    static final String FIND_CURRENT = """
            SELECT snapshot FROM achievement.users WHERE login_key = $1 AND NOT EXISTS (
                SELECT FROM achievement.outdated
                WHERE outdated.login_key = users.login_key AND outdated.at >= users.fetched_at)""";

    static final String OUTDATE = """
            INSERT INTO achievement.outdated (login_key, at) VALUES ($1, $2)
            ON CONFLICT (login_key) DO UPDATE SET at = excluded.at WHERE outdated.at < excluded.at""";

    /** Two who gave logins to each other's users at once: a deadlock, or a login given twice. Another try sees the other's work. */
    private static final Set<String> WORTH_A_REPEAT = Set.of("40P01", "23505");

    private static final int REPEATS_MAX = 3;

    private final Pool pool;
    private final ObservationRows rows;
    private final ObservationWriter writer;
    private final SummaryView summary;
    private final Unlocks unlocks;
    private final int batch;

    PostgresObservations(
            Pool pool,
            ObservationRows rows,
            ObservationWriter writer,
            SummaryView summary,
            Unlocks unlocks,
            AchievementConfig config) {
        this.pool = pool;
        this.rows = rows;
        this.writer = writer;
        this.summary = summary;
        this.unlocks = unlocks;
        this.batch = config.store().joinBatch();
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
                .execute(Tuple.of(login.key(), time.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid()
                .onFailure()
                .transform(StoreException::new);
    }

    private Uni<Optional<Snapshot>> find(String sql, Login login) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(login.key()))
                .map(found -> {
                    var row = found.iterator();
                    return row.hasNext() ? rows.snapshot(row.next().getJsonObject(0)) : Optional.<Snapshot>empty();
                })
                .onFailure()
                .transform(StoreException::new);
    }

    @Override
    public Uni<List<Joined>> join(List<Seen> seen) {
        return Uni.createFrom().deferred(() -> {
            Joined[] all = new Joined[seen.size()];
            return Multi.createFrom()
                    .iterable(Rounds.of(seen, batch))
                    .onItem()
                    .transformToUniAndConcatenate(
                            round -> joinAtOnce(round.stream().map(seen::get).toList())
                                    .invoke(joined -> IntStream.range(0, round.size())
                                            .forEach(i -> all[round.get(i)] = joined.get(i))))
                    .collect()
                    .last()
                    .map(_ -> List.of(all));
        });
    }

    private Uni<List<Joined>> joinAtOnce(List<Seen> seen) {
        return repeated(() -> pool.withTransaction(connection -> writer.join(connection, seen)))
                .invoke(changes -> told(
                        changes.stream().anyMatch(Change::shown),
                        changes.stream().anyMatch(Change::news)))
                .map(changes -> changes.stream().map(Change::joined).toList());
    }

    @Override
    public Uni<Optional<Movement>> move(Login login, Optional<String> nodeId, Happening happening, Instant heard) {
        return repeated(() -> pool.withTransaction(
                        connection -> writer.move(connection, nodeId, login.key(), happening, heard)))
                .invoke(counted -> counted.ifPresent(one -> told(one.movement() instanceof Movement.Moved, one.news())))
                .map(counted -> counted.map(Counted::movement));
    }

    /** Others hear of it when it is committed. */
    private void told(boolean shown, boolean news) {
        if (shown) {
            summary.changed();
        }
        if (news) {
            unlocks.written();
        }
    }

    private static <T> Uni<T> repeated(Supplier<Uni<T>> transaction) {
        return Uni.createFrom()
                .deferred(transaction::get)
                .onFailure(failure -> failure instanceof PgException told
                        && WORTH_A_REPEAT.contains(String.valueOf(told.getSqlState())))
                .retry()
                .atMost(REPEATS_MAX)
                .onFailure()
                .transform(StoreException::new);
    }

    @Override
    public Uni<Optional<Snapshot>> prove(String nodeId, Map<String, Survey> surveys) {
        return repeated(() -> pool.withTransaction(connection -> writer.prove(connection, nodeId, surveys)))
                .invoke(changed -> changed.ifPresent(change -> told(change.shown(), change.news())))
                .map(changed -> changed.map(change -> change.joined().snapshot()));
    }
}
