package dev.cortex.achievement.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Evidence;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Finding;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Look;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class PostgresObservationsIT {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    PostgresObservations store;

    @Inject
    PostgresHistory history;

    @Inject
    Pool pool;

    private final String node = "U_" + UUID.randomUUID();
    private final Login login = unique();

    @Test
    void findsWhatWasJoined() {
        Snapshot joined = done(join(facts(login, 40), NOON));
        assertEquals(Optional.of(joined), done(store.find(login)));
        assertEquals(Optional.empty(), done(store.find(unique())));
    }

    @Test
    void keepsButNoLongerTakesForCurrentWhatIsOutdated() {
        Snapshot joined = done(join(facts(login, 40), NOON));
        assertEquals(Optional.of(joined), done(store.findCurrent(login)));
        done(store.outdate(login, NOON.plusSeconds(60)));
        done(store.outdate(login, NOON.minusSeconds(60)));
        assertEquals(Optional.empty(), done(store.findCurrent(login)));
        assertEquals(Optional.of(joined), done(store.find(login)));
        Snapshot again = done(join(facts(login, 41), NOON.plusSeconds(120)));
        assertEquals(Optional.of(again), done(store.findCurrent(login)));
    }

    @Test
    void appendsAnObservationOnlyWhereSomethingChanged() {
        done(join(facts(login, 40), NOON));
        done(join(facts(login, 40), NOON.plusSeconds(60)));
        done(join(facts(login, 41), NOON.plusSeconds(120)));
        List<History.Change> changes = done(history.changes(login, Optional.empty(), Optional.empty(), 10));
        assertEquals(
                List.of(Optional.of(40L), Optional.empty()),
                changes.stream().map(History.Change::previousCount).toList());
        assertEquals(
                List.of(41L, 40L), changes.stream().map(History.Change::count).toList());
        assertEquals(3, done(history.tracking(Optional.of(login), 10)).total(), "every look is logged");
    }

    @Test
    void givesTheHistoryInPages() {
        for (int i = 0; i < 5; i++) {
            done(join(facts(login, 40 + i), NOON.plusSeconds(i)));
        }
        List<History.Change> first = done(history.changes(login, Optional.of("pull_shark"), Optional.empty(), 3));
        List<History.Change> rest = done(history.changes(
                login, Optional.of("pull_shark"), Optional.of(first.getLast().id()), 3));
        assertEquals(
                List.of(44L, 43L, 42L),
                first.stream().map(History.Change::count).toList());
        assertEquals(List.of(41L, 40L), rest.stream().map(History.Change::count).toList());
    }

    @Test
    void keepsTheHistoryOfAUserWhoWasRenamed() {
        done(join(facts(login, 40), NOON));
        Login renamed = unique();
        done(join(facts(renamed, 41), NOON.plusSeconds(1)));
        assertEquals(Optional.empty(), done(store.find(login)));
        assertEquals(
                2,
                done(history.changes(renamed, Optional.empty(), Optional.empty(), 10))
                        .size());
    }

    @Test
    void givesALoginToWhoeverHasItNow() {
        done(join(facts(login, 40), NOON));
        Facts heir = new Facts(
                node + "-heir",
                login.value(),
                Optional.empty(),
                Optional.empty(),
                facts(login, 2).findings());
        done(join(heir, NOON.plusSeconds(1)));
        assertEquals(node + "-heir", done(store.find(login)).orElseThrow().nodeId());
        assertEquals(
                1,
                done(history.changes(login, Optional.empty(), Optional.empty(), 10))
                        .size());
    }

    @Test
    void losesNothingWhenManyJoinAtOnce() {
        List<Snapshot> joined = done(Multi.createFrom()
                .range(0, 40)
                .onItem()
                .transformToUni(i -> join(facts(login, 100), NOON.plusMillis(i)))
                .merge(16)
                .collect()
                .asList());
        assertEquals(40, joined.size());
        assertEquals(
                1,
                done(history.changes(login, Optional.empty(), Optional.empty(), 10))
                        .size());
    }

    @Test
    void isNotChangedByAnAnswerThatComesLate() {
        done(join(facts(login, 41), NOON));
        Snapshot late = done(join(facts(login, 40), NOON.minusSeconds(1)));
        assertEquals(
                Count.exactly(41),
                late.observed("pull_shark").orElseThrow().finding().count());
    }

    @Test
    void showsAChangeInTheSummarySoonAfter() {
        done(join(facts(login, 40), Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        History.Summary summary = done(Multi.createBy()
                .repeating()
                .uni(() -> history.summaries(List.of(login), 1))
                .withDelay(Duration.ofMillis(100))
                .until(found -> false)
                .select()
                .where(found -> !found.isEmpty())
                .select()
                .first()
                .toUni()
                .map(List::getFirst));
        assertEquals(new History.Summary(login.value(), 1, 1, 21.42), summary);
    }

    /** The planner is kept from reading small tables in whole, as it would not at a million rows. */
    @Test
    void answersEveryQueryByAnIndex() {
        done(join(facts(login, 40), NOON));
        for (String sql : List.of(
                PostgresObservations.FIND.replace("$1", "'octocat'"),
                PostgresObservations.FIND_CURRENT.replace("$1", "'octocat'"),
                PostgresObservations.OUTDATE.replace("$1", "'octocat'").replace("$2", "now()"),
                PostgresHistory.standingSql(true)
                        .replace("$1", "'octocat'")
                        .replace("$2", "now()")
                        .replace("$3", "'yolo'"),
                PostgresHistory.standingSql(false).replace("$1", "'octocat'").replace("$2", "now()"),
                PostgresHistory.changesSql(true, true)
                        .replace("$1", "'octocat'")
                        .replace("$2", "50")
                        .replace("$3", "'yolo'")
                        .replace("$4", "7"),
                PostgresHistory.refreshesSql(Optional.of("'octocat'")).replace("$1", "50"),
                PostgresHistory.refreshesSql(Optional.empty()).replace("$1", "50"))) {
            String plan = done(pool.withTransaction(connection -> connection
                    .query("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
                    .execute()
                    .flatMap(_ -> connection.query("EXPLAIN " + sql).execute())
                    .map(rows -> {
                        StringBuilder text = new StringBuilder();
                        rows.forEach(row -> text.append(row.getString(0)).append('\n'));
                        return text.toString();
                    })));
            assertTrue(!plan.contains("Seq Scan") && !plan.contains("Sort"), sql + "\n" + plan);
        }
    }

    private Uni<Snapshot> join(Facts facts, Instant at) {
        return store.join(List.of(new ProgressStore.Seen(facts, Look.at(at))))
                .map(joined -> joined.getFirst().snapshot());
    }

    private Facts facts(Login current, long merged) {
        Finding finding = Finding.of(Count.exactly(merged), new Evidence.Unreviewed(merged, 0));
        return new Facts(node, current.value(), Optional.empty(), Optional.empty(), Map.of("pull_shark", finding));
    }

    private static Login unique() {
        return new Login("u" + UUID.randomUUID().toString().replace("-", "").substring(0, 30));
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
